"""The page as a whole: the raw figures first, then the scores, then what to look at one by one."""

from collections.abc import Iterator, Mapping
from html import escape
from importlib import resources
from typing import Any

from playhead_abr.lab.sweep import Results
from playhead_app.lab_report.charts import distribution, heat_map, plane
from playhead_app.lab_report.figures import Gap, Sessions, read_gaps, read_sessions
from playhead_app.lab_report.svg import colours_of, legend
from playhead_app.lab_report.timelines import timeline

__all__ = ["render_lab_page"]

_SCORE = "qoe_lin"
_TABLE = (
    ("startup_s", "start-up", "{:.2f} s"),
    ("rebuffer_ratio", "rebuffer ratio", "{:.3%}"),
    ("rebuffer_events", "events", "{:.2f}"),
    ("bitrate_mbps", "mean Mbit/s", "{:.3f}"),
    ("bitrate_p5_mbps", "5th perc.", "{:.3f}"),
    ("switches", "switches", "{:.1f}"),
    ("switch_mbps", "Mbit/s each", "{:.3f}"),
    ("lowest_s", "on lowest", "{:.0f} s"),
    ("bola_score", "BOLA score", "{:.4f}"),
)
_DISTRIBUTIONS = (
    ("qoe_lin", "QoE_lin a segment"),
    ("bitrate_mbps", "mean Mbit/s"),
    ("rebuffer_ratio", "rebuffer ratio"),
    ("switch_mbps", "Mbit/s a switch"),
)
# Beyond this a page is not read any more, only loaded.
_MOST_PANELS = 12
_MOST_CELLS, _MOST_COLUMNS, _LEAST_COLUMNS = 5000, 72, 16


def render_lab_page(results: Results) -> str:
    """Return the page as HTML: self-contained, without scripts.

    Raises:
        LabError: If the folder holds no finished results.
    """
    metrics = dict.fromkeys([*(name for name, _, _ in _TABLE), *(name for name, _ in _DISTRIBUTIONS), _SCORE])
    sessions = read_sessions(results, list(metrics))
    colours = colours_of(sessions.names("algorithm"))
    facts = results.facts()
    gaps = read_gaps(results, _SCORE)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>ABR lab – Playhead</title>'
        f"<style>{_style()}</style></head><body><h1>ABR lab</h1>"
        f'<p class="lead">{escape(_lead(facts, len(sessions)))}</p>'
        f"<h2>At a glance</h2>{_glance(sessions)}"
        f"<h2>Bitrate against rebuffering</h2>{legend(colours)}"
        f'<div class="pair">{"".join(_planes(sessions, colours))}</div>'
        f"<h2>Distributions over sessions</h2>{legend(colours)}"
        f"{''.join(_distributions(sessions, colours))}"
        f"<h2>Where each algorithm loses</h2>"
        '<p class="axis">QoE_lin a segment below the best of these algorithms, by trace.</p>'
        f"{''.join(_heat_maps(sessions))}"
        f"{_optimum(gaps)}"
        "<h2>Best and worst sessions</h2>"
        '<p class="axis">Amber is the network, the thin line what the algorithm believed, '
        "strokes are downloads at their bitrate in the colour of their reason, red is standing still.</p>"
        f"{''.join(timeline(each) for each in results.timelines())}"
        "</body></html>\n"
    )


def _style() -> str:
    shared = resources.files("playhead_app.report").joinpath("style.css").read_text(encoding="utf-8")
    return shared + resources.files("playhead_app.lab_report").joinpath("style.css").read_text(
        encoding="utf-8"
    )


def _lead(facts: Mapping[str, Any], sessions: int) -> str:
    sets = ", ".join(f"{name} ({count})" for name, count in facts["sets"].items())
    return (
        f"{sessions:,} sessions: {len(facts['algorithms'])} algorithms on traces of {sets}; "
        f"{', '.join(facts['movies'])}; {', '.join(facts['players'])}."
    )


def _glance(sessions: Sessions) -> str:
    head = "".join(
        f"<th>{name}</th>" for name in ("algorithm", *(title for _, title, _ in _TABLE), "QoE_lin, 95%")
    )
    rows: list[tuple[float, str]] = []
    for algorithm in sessions.names("algorithm"):
        mine = sessions.where(algorithm=algorithm)
        cells = "".join(f"<td>{shape.format(mine.mean(metric))}</td>" for metric, _, shape in _TABLE)
        score = mine.interval(_SCORE)
        sure = f"<span class=small>{score.low:.3f} … {score.high:.3f}</span>"
        cells += f"<td><b>{score.estimate:.4f}</b> {sure}</td>"
        rows.append((score.estimate, f"<tr><td>{escape(algorithm)}</td>{cells}</tr>"))
    body = "".join(row for _, row in sorted(rows, key=lambda each: -each[0]))
    return f"<table class=wide><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _panels(sessions: Sessions) -> Iterator[tuple[str, Sessions]]:
    movies = sessions.names("movie")
    panels = [(name, movie) for movie in movies for name in sessions.names("set")]
    for set_name, movie in panels[:_MOST_PANELS]:
        here = sessions.where(set=set_name, movie=movie)
        if len(here):
            yield set_name if len(movies) == 1 else f"{set_name}, {movie}", here


def _planes(sessions: Sessions, colours: Mapping[str, str]) -> Iterator[str]:
    for title, here in _panels(sessions):
        yield plane(title, here.points(), colours)


def _distributions(sessions: Sessions, colours: Mapping[str, str]) -> Iterator[str]:
    movies = sessions.names("movie")
    for movie in movies:
        here = sessions.where(movie=movie)
        split = {name: here.where(algorithm=name) for name in here.names("algorithm")}
        if len(movies) > 1:
            yield f"<h3>{escape(movie)}</h3>"
        charts = (
            distribution(title, {name: each.columns[metric] for name, each in split.items()}, colours)
            for metric, title in _DISTRIBUTIONS
        )
        yield f'<div class="pair">{"".join(charts)}</div>'


def _heat_maps(sessions: Sessions) -> Iterator[str]:
    panels = list(_panels(sessions))
    rows = max(1, len(panels) * len(sessions.names("algorithm")))
    columns = min(_MOST_COLUMNS, max(_LEAST_COLUMNS, _MOST_CELLS // rows))
    for title, here in panels:
        yield heat_map(title, here.losses(_SCORE), columns)


def _optimum(gaps: list[Gap]) -> str:
    if not gaps:
        return ""
    names = ("algorithm", "set", "movie", "QoE_lin", "a plan reached", "of it", "below it", "bound")
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(_gap_row(gap) for gap in gaps)
    return (
        "<h2>What was possible</h2>"
        '<p class="axis">Means a segment. The plan knew the whole trace and can be carried out; '
        "nothing could pass the bound. Read differences where a share misleads: near zero it does.</p>"
        f"<table class=wide><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _gap_row(gap: Gap) -> str:
    # A share of what is not positive says nothing.
    share = f"{gap.score / gap.achievable:.0%}" if gap.achievable > 0 and gap.score > 0 else "–"
    cells = (
        escape(gap.algorithm),
        escape(gap.set_name),
        escape(gap.movie),
        f"{gap.score:.4f}",
        f"{gap.achievable:.4f}",
        share,
        f"{gap.achievable - gap.score:.4f}",
        f"{gap.bound:.4f}",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
