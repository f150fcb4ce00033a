"""All the figures, each measured in a process of its own, beside their bars."""

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

MODULES = ("ingest", "pop", "painted", "step", "screen", "rehearsed")
"""In the order of the table; one that is not there is not measured."""

STATED = ("calls_per_second", "pops", "calls", "screens", "recorded", "rtp", "took_s", "load")
"""What is said of the conditions; `load` before and after, of which ours is a part."""

LONGEST = 1200  # seconds for one of them


class Bar(NamedTuple):
    """What a figure must reach: at most or at least so much; or simply be so."""

    sign: str
    value: object

    def met(self, figure: Any) -> bool:
        """True if this figure is good enough."""
        if self.sign == "<=":
            return bool(figure <= self.value)
        if self.sign == ">=":
            return bool(figure >= self.value)
        return bool(figure == self.value)

    def __str__(self) -> str:
        return f"{self.sign} {self.value}"


BARS = {
    "ingest_ratio": Bar(">=", 8),
    "ingest_filtered_ratio": Bar(">=", 3),
    "pop_p95_ratio": Bar("<=", 3),
    "step_growth": Bar("<=", 2),
    "cpu_per_call_ratio": Bar("<=", 0.25),
    "screen_kib": Bar("<=", 50),
    "equal": Bar("=", True),
}


def measured(module: str, *, quick: bool) -> dict[str, Any]:
    """One module's figures; what went wrong, if it did."""
    program = (
        "import importlib, json, sys\n"
        f"figures = importlib.import_module('bench.{module}').measure(quick={quick})\n"
        "print('\\n' + json.dumps(figures))"
    )
    began, load = time.perf_counter(), os.getloadavg()[0]
    try:
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return {"error": f"not done within {LONGEST} s"}
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        return {"error": last[0]}
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    took = round(time.perf_counter() - began, 1)
    return {**figures, "took_s": took, "load": [round(load, 2), round(os.getloadavg()[0], 2)]}


def machine() -> dict[str, Any]:
    """Where it was measured."""
    info = Path("/proc/cpuinfo").read_text()
    models = [line for line in info.splitlines() if line.startswith("model name")]
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251
        "cpu": models[0].partition(":")[2].strip() if models else platform.machine(),
        "cpus": os.cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def rows(results: dict[str, dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Figure, value, bar, and whether it was met."""
    table = []
    for module, figures in results.items():
        if "error" in figures:
            table.append((module, figures["error"], "", "failed"))
        for name, value in figures.items():
            bar = BARS.get(name)
            if bar is not None:
                verdict = "met" if bar.met(value) else "MISSED"
                table.append((name, str(value), str(bar), verdict))
            elif name == "agreement":
                table += [(f"  {who}", counted(calls), "", "") for who, calls in value.items()]
            elif name.endswith(("_ms", "_kib")):
                table.append((f"  {name}", counted(value), "", ""))
        table.append((f"  {module}", stated(figures), "", ""))
    return table


def counted(value: Any) -> str:
    """Several numbers in one cell."""
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{name} {number}" for name, number in value.items())


def stated(figures: dict[str, Any]) -> str:
    """Under which conditions it was measured."""
    words = [f"{name} {figures[name]}" for name in STATED if name in figures]
    return ", ".join(words)


def printed(results: dict[str, dict[str, Any]], where: dict[str, Any]) -> str:
    """The table."""
    table = [("figure", "value", "bar", ""), *rows(results)]
    widths = [max(len(row[column]) for row in table) for column in range(4)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in table]
    lines.insert(1, "-" * len(lines[0]))
    return "\n".join([*lines, "", *(f"{key}: {value}" for key, value in where.items())])


def main() -> int:
    """Measure; 1 if something could not be measured, 0 even where a bar is missed."""
    words = argparse.ArgumentParser(prog="bench/run", description="The project's figures.")
    words.add_argument("--quick", action="store_true", help="fewer rounds, under two minutes")
    words.add_argument("--json", action="store_true", help="everything that was measured")
    words.add_argument("only", nargs="*", metavar="FIGURE", help=f"of {', '.join(MODULES)}")
    asked = words.parse_args()
    unknown = sorted(set(asked.only) - set(MODULES))
    if unknown:
        words.error(f"there is no {unknown[0]}; there are {', '.join(MODULES)}")
    where, results = machine(), {}
    for module in asked.only or MODULES:
        if importlib.util.find_spec(f"bench.{module}") is None:
            continue
        sys.stderr.write(f"bench: {module} ...\n")
        results[module] = measured(module, quick=asked.quick)
    if asked.json:
        whole = {"quick": asked.quick, "machine": where, **results}
        sys.stdout.write(json.dumps(whole, indent=2) + "\n")
    else:
        sys.stdout.write(printed(results, where) + "\n")
    return 1 if any("error" in figures for figures in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
