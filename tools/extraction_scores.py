"""Print the tables of docs/extraction.md: how extraction does on the annotated articles.

python tools/extraction_scores.py        # from the root of the checkout
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.extract.scoring import MEASURES, articles, scores

# By rule: what each of these found counts as right.
BY_RULE = ("figure: value, unit", "quote: words, speaker", "date: value")


def main() -> None:
    found = scores(list(articles()))
    print("| | precision | recall | F1 |\n|---|---|---|---|")
    for name, score in found.items():
        print(f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |")
    print("\n| kind | rule | right | wrong | precision |\n|---|---|---|---|---|")
    for measure in BY_RULE:
        score, kind = found[measure], MEASURES[measure][0]
        for rule in sorted({*score.right, *score.wrong}):
            right, wrong = score.right[rule], score.wrong[rule]
            share = right / (right + wrong)
            print(f"| {kind} | {rule} | {right} | {wrong} | {share:.2f} |")


if __name__ == "__main__":
    main()
