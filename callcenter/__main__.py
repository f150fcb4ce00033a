"""The command line: `callcenter run`, `serve` and the rest; each command is loaded when used."""

import sys
from importlib import metadata

from cyclopts import App

app = App(
    name="callcenter",
    help="A call-centre server for Asterisk.",
    version=lambda: metadata.version("callcenter"),
)
app.command("callcenter.cli.run_box:run", name="run")
app.command("callcenter.cli.serve:serve", name="serve")
app.command("callcenter.cli.migrate:migrate", name="migrate")
app.command("callcenter.cli.user:app", name="user")
app.command("callcenter.cli.cert:cert", name="cert")
app.command("callcenter.cli.rehearse:rehearse", name="rehearse")
app.command("callcenter.cli.doctor:doctor", name="doctor")
app.command("callcenter.cli.trace:trace", name="trace")


def main() -> None:
    """Run the command that was typed."""
    if sys.argv[1:] in ([], ["--help"], ["-h"]):
        for name in app:
            _ = app[name]  # loaded, so that the list says what each of them does
    app()


if __name__ == "__main__":
    main()
