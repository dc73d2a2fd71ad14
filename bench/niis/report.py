"""The table, and the goals beside it."""

import json
from pathlib import Path
from typing import Any

STOCK, STEMS, TANTIVY = "pg_trgm, stock", "pg_trgm, our stems", "Tantivy, our stems"
MILLION = 1_000_000


def write(results: list[dict[str, Any]], data: Path, table: Path) -> None:
    """Write the figures as JSON and as a page; print the page."""
    text = "\n".join([*_engines(results), "", *_classes(results), "", *_goals(results), ""])
    data.write_text(json.dumps(results, indent=2, ensure_ascii=False), encoding="utf-8")
    table.write_text(text, encoding="utf-8")
    print(text)


def _engines(results: list[dict[str, Any]]) -> list[str]:
    lines = [
        "| records | engine | p50 ms | p95 ms | p99 ms | recall at 10 | p50 × ours | p95 × ours |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        ours = result["names"]
        for name, found in {"ours": ours, **result["rivals"]}.items():
            ratios = " | ".join(
                f"{found[key] / ours[key]:.1f}" if ours[key] else "-"
                for key in ("p50_ms", "p95_ms")
            )
            lines.append(
                f"| {result['size']:,} | {name} | {found['p50_ms']:.2f} | {found['p95_ms']:.2f} | "
                f"{found['p99_ms']:.2f} | {found['recall_at_10']:.3f} | {ratios} |"
            )
    return lines


def _classes(results: list[dict[str, Any]]) -> list[str]:
    keys = ("recall_at_10", "hit_recall", "possible_recall", "lead_recall", "false_hit")
    lines = [
        "| records | class | recall at 10 | hit | hit or possible | lead | false hit | p95 ms |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        for name, found in result["ours"]["classes"].items():
            shares = " | ".join("" if found[key] is None else f"{found[key]:.3f}" for key in keys)
            lines.append(f"| {result['size']:,} | {name} | {shares} | {found['p95_ms']:.2f} |")
    return lines


def _goals(results: list[dict[str, Any]]) -> list[str]:
    lines = ["| goal | measured | |", "|---|---|---|"]
    by_size = {result["size"]: result for result in results}
    found = by_size.get(MILLION)
    if found:
        lines += _against_rivals(found)
        lines += [
            _line("recall at 10 at 1M ≥ .98", found["names"]["recall_at_10"], 0.98, higher=True),
            _line(
                "recall above the threshold ≥ .94", found["names"]["hit_recall"], 0.94, higher=True
            ),
            _line(
                "changed surname among the leads ≥ .90",
                found["ours"]["classes"]["changed_surname"]["lead_recall"],
                0.90,
                higher=True,
            ),
        ]
    for size, result in by_size.items():
        worst = max(
            one["false_hit"]
            for one in result["ours"]["classes"].values()
            if one["false_hit"] is not None
        )
        lines += [
            _line(f"false hits in the worst class at {size:,} ≤ 5 %", worst, 0.05),
            _line(
                f"exact identifiers at {size:,} ≤ 1.5 × the look-up",
                result["identifiers"]["ratio"],
                1.5,
            ),
            _line(
                f"index inserts at {size:,} ≥ 100,000 rows/s",
                result["inserts_per_s"],
                1e5,
                higher=True,
            ),
        ]
        clients = result["clients"]
        lines.append(
            _line(
                f"two clients at {size:,} ≥ 1.8 × one",
                clients["2"] / clients["1"],
                1.8,
                higher=True,
            )
        )
    if 100_000 in by_size and 5_000_000 in by_size:
        for key in ("p50_ms", "p95_ms"):
            grown = by_size[5_000_000]["names"][key] / by_size[100_000]["names"][key]
            lines.append(_line(f"{key} grows from 100k to 5M ≤ 6 ×", grown, 6))
    return lines


def _against_rivals(found: dict[str, Any]) -> list[str]:
    lines = []
    for name, key, most in (
        (STOCK, "p50_ms", 1 / 20), (STOCK, "p95_ms", 1 / 10), (STEMS, "p50_ms", 1 / 5),
        (TANTIVY, "p95_ms", 1.0),
    ):  # fmt: skip
        if name in found["rivals"]:
            ratio = found["names"][key] / found["rivals"][name][key]
            lines.append(_line(f"{key} at 1M ≤ {most:.2f} × {name}", ratio, most))
    return lines


def _line(goal: str, measured: float, bound: float, *, higher: bool = False) -> str:
    is_met = measured >= bound if higher else measured <= bound
    shown = f"{measured:,.0f}" if measured > 1000 else f"{measured:.3f}"
    return f"| {goal} | {shown} | {'met' if is_met else 'missed'} |"
