internal import CDigests
