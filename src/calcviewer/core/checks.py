"""What a diagram that was read says about itself that cannot be right, or that a student would stumble over."""

from calcviewer.core.graph import reached
from calcviewer.core.model import Diagram, Text
from calcviewer.core.report import Report

LABEL_LINES, LABEL_WIDTH = 4, 28
"""Two lines that follow each other hold more than the width of one, or the second would not have begun."""
SIZE_LIMIT = 1500
"""Steps and arrows together; past this, drawing takes seconds."""


def check_diagram(diagram: Diagram, report: Report) -> None:
    """Steps that can never happen, labels too long for a box, diagrams too large to draw, and no step at all."""
    if not diagram.nodes:
        report.problem("E022", "nodes")
    there = reached(diagram)
    for node in diagram.nodes:
        if node.id not in there:
            report.problem("E073", f"nodes.{node.id}.needs", id=node.id)
        _check_label(node.label, "nodes", node.id, report)
    for treatment in diagram.treatments:
        _check_label(treatment.label, "treatments", treatment.id, report)
    if (count := len(diagram.nodes) + len(diagram.edges)) > SIZE_LIMIT:
        report.problem("W015", "nodes", count=f"{count:,}")


def _check_label(label: Text, section: str, element_id: str, report: Report) -> None:
    for _language, words in label.values:
        if len(words) > 2 * LABEL_WIDTH and _line_count(words) > LABEL_LINES:
            report.problem("W012", f"{section}.{element_id}.label", size=str(len(words)))
            return


def _line_count(words: str) -> int:
    """How many lines the words take at LABEL_WIDTH characters; a longer word is broken."""
    count, free = 0, 0
    for word in words.split():
        if len(word) + 1 <= free:
            free -= len(word) + 1
        else:
            count += 1 + (len(word) - 1) // LABEL_WIDTH
            free = LABEL_WIDTH - (len(word) - 1) % LABEL_WIDTH - 1
    return count
