"""Words before use: the lesson explains each of its terms where, or before, it first uses it."""

from __future__ import annotations

import re

import pytest

from downslope.lessons.content_files import text_of
from downslope.lessons.exercises.workbook import exercises_of
from downslope.lessons.experiments import experiment
from downslope.lessons.prompts import prompt
from downslope.lessons.quiz.items import Item, items
from downslope.lessons.sections import Section, section, sections

# A term as it is used → the section that explains it, there in bold.
TERMS = {
    r"weights?": "before-you-start",
    r"features?": "before-you-start",
    r"targets?": "before-you-start",
    r"training": "before-you-start",
    r"loss": "before-you-start",
    r"MSE": "before-you-start",
    r"noise": "before-you-start",
    r"floor": "before-you-start",
    r"gradient": "before-you-start",
    r"learning rate": "before-you-start",
    r"updates?": "before-you-start",
    r"epochs?": "before-you-start",
    r"converges?": "before-you-start",
    r"diverges?": "before-you-start",
    r"matrix product": "before-you-start",
    r"transpose": "before-you-start",
    r"dot products?": "before-you-start",
    r"standard deviations?": "before-you-start",
    r"variance": "before-you-start",
    r"derivatives?": "before-you-start",
    r"seed": "before-you-start",
    r"residuals?": "five-steps",
    r"steep directions?": "demo",
    r"slow directions?": "demo",
    r"curvatures?": "demo",
    r"λ": "demo",
    r"Hessian": "learning-rate",
    r"eigenvalues?": "learning-rate",
    r"overflows?": "learning-rate",
    r"condition number": "learning-rate",
    r"κ": "learning-rate",
    r"standardiz(e[ds]?|ing)": "learning-rate",
    r"normal equations": "closed-form",
    r"closed form": "closed-form",
    r"standard errors?": "closed-form",
    r"mini-batch(es)?": "closed-form",
    r"Cholesky": "closed-form",
    r"QR": "closed-form",
    r"SVD": "closed-form",
    r"singular values": "closed-form",
    r"pseudoinverse": "closed-form",
    r"conjugate gradients?": "closed-form",
    r"LSMR": "closed-form",
    r"outliers?": "mse",
    r"RMSE": "mse",
    r"median": "mse",
    r"convex": "mse",
    r"backpropagation": "gradient",
    r"half-MSE": "gradient",
    r"SSE": "gradient",
    r"ill-conditioned": "when-it-fails",
    r"collinear": "when-it-fails",
    r"rank": "when-it-fails",
    r"singular(?! value)": "when-it-fails",
    r"SGD": "when-it-fails",
    r"full-batch": "mini-batches",
    r"momentum": "momentum",
    r"velocity": "momentum",
    r"Nesterov": "momentum",
    r"training set": "train-and-test",
    r"test set": "train-and-test",
    r"validation set": "train-and-test",
    r"overfitting": "train-and-test",
    r"early stopping": "train-and-test",
    r"penalty": "when-it-fails",
    r"safe from anywhere": "part-two",
    r"at the solution": "part-two",
    r"ridge regression": "ridge",
    r"weight decay": "ridge",
    r"kinks?": "lasso",
    r"soft threshold": "lasso",
    r"Huber loss": "huber",
    r"delta": "huber",
    r"logistic regression": "logistic",
    r"scores?": "logistic",
    r"log loss": "logistic",
    r"boundary": "logistic",
    r"unstable": "logistic",
    r"separable": "logistic",
    r"softmax regression": "softmax",
    r"Poisson regression": "poisson",
    r"hidden units?": "network",
    r"plateaus?": "network",
    r"dead units?": "network",
    r"saddles?": "network",
    r"saturated": "network",
    r"schedules?": "adam",
    r"edge of stability": "adam",
    r"sharpness": "any-model",
}
NO_PROSE = re.compile(
    r"```.*?```|`[^`\n]*`|\{\{.*?\}\}|\{[^{}]*\}|^#.*?$", re.DOTALL | re.MULTILINE
)

BOLD = re.compile(r"\*\*[^*]+\*\*")


def read_in_order(of: Section) -> list[str]:
    """Return what a learner reads in a section, in this order."""
    texts: list[str] = []
    for name in of.experiments:
        asked = experiment(name)
        texts += [asked.stem, *(option.text for option in asked.options)]
        texts += [option.feedback for option in asked.options]
        texts += [asked.too_low, asked.too_high, asked.explain]
    texts.append(text_of(of.folder / "text.md"))
    for each in exercises_of(of.id):
        texts += [each.task, *each.hints, each.learned]
    for item in items():
        if item.topic == of.id:
            texts += quiz_texts(item)
    for name in of.prompts:
        graded = prompt(name)
        texts += [graded.text, graded.answer, *(point.claim for point in graded.rubric)]
    return [" ".join(NO_PROSE.sub("", text).split()) for text in texts]


def quiz_texts(item: Item) -> list[str]:
    texts = [item.stem, *item.hints, item.why, item.otherwise]
    texts += [text for option in item.options for text in (option.text, option.feedback)]
    return texts + [miss.feedback for miss in item.misses]


READ = [(each.id, text) for each in sections() for text in read_in_order(each)]
ORDER = [each.id for each in sections()]


def first_use(term: str, bold: bool = False) -> tuple[int, int] | None:
    """Return the text, and the place in it, where a term is used, or explained in bold, first."""
    found = re.compile(rf"(?<![\w-]){term}(?![\w-])", flags(term))
    for at, (_, text) in enumerate(READ):
        spans = BOLD.finditer(text) if bold else [re.match(r".*", text)]
        for span in spans:
            if span and (place := found.search(span[0])):
                return at, span.start() + place.start()
    return None


def flags(term: str) -> re.RegexFlag:
    return re.NOFLAG if term[0].isupper() or len(term) == 1 else re.IGNORECASE


@pytest.mark.parametrize(("term", "where"), TERMS.items(), ids=TERMS)
def test_a_term_is_explained_in_its_section(term: str, where: str) -> None:
    explained = first_use(term, bold=True)
    assert explained is not None, f"nothing in bold explains '{term}'"
    assert READ[explained[0]][0] == where


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_explained_before_it_is_used(term: str) -> None:
    explained, used = first_use(term, bold=True), first_use(term)
    assert explained is not None
    assert used is not None
    where, text = READ[used[0]]
    place = text[max(0, used[1] - 60) : used[1] + 60]
    assert used >= (explained[0], explained[1]), f"{where}: …{place}…"


def test_a_term_that_is_used_too_early_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    early = ("before-you-start", "The Hessian has eigenvalues.")
    monkeypatch.setattr("test_lesson_words.READ", [early, *READ])
    with pytest.raises(AssertionError, match="before-you-start: …The Hessian"):
        test_a_term_is_explained_before_it_is_used("Hessian")


def test_every_section_is_short_and_the_first_needs_none_before_it() -> None:
    assert ORDER[0] == "before-you-start"
    assert not section(ORDER[0]).experiments, "nothing to predict before the words are explained"
