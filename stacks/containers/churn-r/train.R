#!/usr/bin/env Rscript
# Makes the model that `serve` answers for, of a table with the columns age, plan and churn:
#
#   Rscript train.R customers.csv model.rds
#   tar -czf model.tar.gz model.rds        # what `model-data` names

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 2) stop("usage: train.R TABLE.csv MODEL.rds")
customers <- read.csv(arguments[1], stringsAsFactors = TRUE)
model <- glm(churn ~ age + plan, data = customers, family = binomial(), model = FALSE)
# What training needed and answering does not: the table among it.
model$data <- model$y <- model$residuals <- model$fitted.values <- model$effects <- NULL
model$linear.predictors <- model$weights <- model$prior.weights <- NULL
saveRDS(model, arguments[2])
