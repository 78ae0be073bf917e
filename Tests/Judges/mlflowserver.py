"""An MLflow server as a task of Amazon ECS would run it, on this machine."""

import contextlib
import datetime
import http.client
import http.server
import ipaddress
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import threading
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from motoserver import check, free_port


class Task:
    """The containers of a task definition, with what this machine has in the place of AWS's things."""

    def __init__(self, definition, resolve, exchanged, secrets, world):
        self.resolve, self.exchanged = resolve, exchanged
        self.first, self.main = definition["ContainerDefinitions"]
        self.memory = int(definition["Memory"])
        check(not self.first["Essential"] and self.main["DependsOn"] == [
            {"Condition": "SUCCESS", "ContainerName": self.first["Name"]}],
            "the server does not wait for its preparation")
        given = {entry["Name"]: self.text(entry["Value"]) for entry in self.main["Environment"]}
        for entry in self.main.get("Secrets", []):
            given[entry["Name"]] = secrets[entry["Name"]]
        self.environment = world | given

    def text(self, value):
        emitted = "|".join(re.escape(text) for text in self.exchanged)
        return re.sub(emitted, lambda found: self.exchanged[found[0]], self.resolve(value))

    def command(self, container):
        return [self.text(word) for word in container["EntryPoint"] + container["Command"]]

    def start(self, container, log):
        return subprocess.Popen(
            self.command(container), env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, start_new_session=True)

    def prepare(self, log):
        return self.start(self.first, log)

    @contextlib.contextmanager
    def serve(self, log):
        process = self.start(self.main, log)
        try:
            yield process
        finally:
            if process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def processes(root):
    """The process and all below it."""
    parents = {}
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                status = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                parents.setdefault(int(status[1]), []).append(int(folder.name))
    found, queue = [], [root]
    while queue:
        found.append(queue.pop())
        queue += parents.get(found[-1], [])
    return found


def memory(root):
    """The mebibytes of a tree of processes; what several share counts once."""
    total = 0
    for process in processes(root):
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total // 1024


class Balancer(http.server.ThreadingHTTPServer):
    """Plays the load balancer, and the DNS that leads there: clients have it as their proxy, and
    name the server as they would. Like the real one it leaves `Host` as it came."""

    daemon_threads = True

    def __init__(self, target):
        self.target = target
        super().__init__(("127.0.0.1", 0), Passing)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Passing(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def answer(self):
        path = self.path
        if path.startswith("http://"):
            path = "/" + path.removeprefix("http://").partition("/")[2]
        left = {"connection", "proxy-connection", "transfer-encoding", "content-length"}
        headers = {key: value for key, value in self.headers.items() if key.lower() not in left}
        headers |= {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https",
                    "X-Forwarded-Port": "443"}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=60)
        try:
            connection.request(self.command, path, self.body(), headers)
            response = connection.getresponse()
            content = response.read()
        except OSError:
            self.send_error(502)
            return
        finally:
            connection.close()
        self.send_response_only(response.status)
        for key, value in response.getheaders():
            if key.lower() not in left:
                self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = answer


def certificates(folder):
    """An authority's certificate, and one of it for `localhost` with its key, as files."""
    def certificate(name, key, issuer, signer, extension):
        now = datetime.datetime.now(datetime.UTC)
        builder = (
            x509.CertificateBuilder().subject_name(name).issuer_name(issuer)
            .public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=1)).add_extension(extension, True))
        return builder.sign(signer, hashes.SHA256())

    def name(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    root = certificate(name("judge"), authority, name("judge"), authority,
                       x509.BasicConstraints(ca=True, path_length=None))
    leaf = certificate(name("localhost"), own, name("judge"), authority, names)
    encoding = serialization.Encoding.PEM
    (folder / "rds.pem").write_bytes(root.public_bytes(encoding))
    (folder / "server.pem").write_bytes(
        leaf.public_bytes(encoding) + own.private_bytes(
            encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return folder / "rds.pem", folder / "server.pem"


class Database:
    """PostgreSQL, which is reached over TLS only, as Amazon RDS has it."""

    def __init__(self, programs, folder, user, password, database):
        self.folder, self.server = folder, None
        self.authority, pair = certificates(folder)
        self.pair = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.pair.load_cert_chain(pair)
        (folder / "password").write_text(password)
        (folder / "data").mkdir()
        for path in (folder, folder / "password"):
            path.chmod(0o755)
        # It does not run as root.
        options = {"env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}
        if os.geteuid() == 0:
            options |= {"user": 65534, "group": 65534, "extra_groups": []}
            os.chown(folder / "data", 65534, 65534)
        done = subprocess.run(
            [programs / "initdb", "--pgdata", folder / "data", "--username", user,
             "--auth", "scram-sha-256", "--pwfile", folder / "password", "--encoding", "UTF8",
             "--no-sync"], capture_output=True, text=True, **options)
        check(done.returncode == 0, f"initdb: {done.stderr}")
        self.port = free_port()
        self.server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-p", str(self.port), "-F",
             "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        environment = {"PGPASSWORD": password, "PATH": os.environ["PATH"]}
        self.query = lambda text, where=database: subprocess.run(
            [programs / "psql", "-XAtq", "-h", "127.0.0.1", "-p", str(self.port), "-U", user,
             "-d", where, "-c", text], env=environment, capture_output=True, text=True)
        deadline = time.monotonic() + 60
        while self.query("SELECT 1", "postgres").returncode:
            check(time.monotonic() < deadline, "PostgreSQL does not answer")
            time.sleep(0.1)
        check(self.query(f"CREATE DATABASE {database}", "postgres").returncode == 0, "no database")
        self.front = socket.create_server(("127.0.0.1", 0))
        self.front_port = self.front.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.front.accept()
            except OSError:
                return
            threading.Thread(target=self.pass_on, args=(client,), daemon=True).start()

    def pass_on(self, client):
        """Asks for TLS, as the first eight bytes offer it, and refuses all else."""
        with contextlib.suppress(OSError), contextlib.ExitStack() as open_ones:
            open_ones.callback(client.close)
            offer = client.recv(8, socket.MSG_WAITALL)
            if offer[4:] == (80877104).to_bytes(4):
                client.sendall(b"N")
                offer = client.recv(8, socket.MSG_WAITALL)
            if offer[4:] != (80877103).to_bytes(4):
                return
            client.sendall(b"S")
            secure = self.pair.wrap_socket(client, server_side=True)
            open_ones.callback(secure.close)
            server = socket.create_connection(("127.0.0.1", self.port))
            open_ones.callback(server.close)
            threading.Thread(target=pump, args=(server, secure), daemon=True).start()
            pump(secure, server)

    def close(self):
        self.front.close()
        self.server.send_signal(signal.SIGINT)
        self.server.wait()


def pump(source, drain):
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            drain.sendall(data)
    with contextlib.suppress(OSError):
        drain.shutdown(socket.SHUT_WR)
