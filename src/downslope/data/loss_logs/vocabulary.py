"""Vocabulary of logs: the words for losses, data sets, kinds, and units in many languages.

A name such as `train/mse_loss`, `Validierungsverlust`, `valLoss`, or `验证损失` is cut into words.
They tell its role (train, validation), its kind (squared, root, …) and how likely it is the loss
that was minimized.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

NOT_A_LOSS = 9  # the rank of a name that is none
WALL_TIME = 1e8  # seconds since 1970: no step is as large
MOST_NAMES = 4096  # kept with what they mean, for they come again on each line


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LOSSES = _words(
    """loss losses lossval lossvalue perte pertes perdida perdidas perda perdas perdita perdite
    verlust verluste verlustfunktion verlies forlust tappio havio strata ztrata kayip
    kerugian veszteseg pierdere vtraty потери потеря потерь лосс втрати загуба απωλεια خسارة
    خسائر הפסד 损失 損失 损失值 損失值 損失値 ロス 손실 손실값
    हानि สูญเสีย"""
)
MEASURES = _words(  # the loss, where no name says "loss"
    """cost costs coste costo custo cout couts kosten kost error errors err erreur erreurs
    errore erro fehler fout fel chyba blad hata hiba virhe ошибка ошибки погрешность
    стоимость objective objectif objetivo objfunc criterion energy deviance mse rmse mae sse
    rss msle rmsle mape smape l1 l2 nll bce cce xent crossentropy logloss mlogloss
    multilogloss logistic softmax huber hinge inertia rmsd multiclass quantile poisson tweedie
    误差 代价 代價 誤差 コスト 오차 비용 誤差値 त्रुटि"""
)
LETTERS = frozenset({"j", "l", "f"})  # J(w), L(θ), f(x): a loss only before "=" or ":"
SCORES = _words(  # which rise as a model learns
    """accuracy acc auc auroc auprc f1 precision recall specificity sensitivity score reward rewards
    rew return returns map dice jaccard iou miou bleu rouge meteor psnr ssim kappa mcc ndcg mrr
    r2 correlation corr elbo fitness success top hits dsc win winrate fps
    准确率 精度 正确率 정확도"""
)
NEGATIVE = _words("negative neg minus")

TRAIN = _words(
    """train training trn tr learn learning fit entrainement apprentissage entrenamiento treino
    treinamento addestramento allenamento trainings lern тренировка тренировочная
    тренировочные обучение обучения обучении обучающая egitim opleiding traning trening
    uczenie 训练 訓練 学習 학습 훈련"""
)
VALIDATION = _words(
    """val valid validation vali eval evaluation test testing dev holdout heldout held oof cv
    validacion validacao validazione convalida validierung validierungs validatie validering
    prueba teste testo prova валидация валидации валидационная валидационные тест
    тестовая тесте dogrulama walidacja 验证 驗證 测试 測試 评估 評価 検証 テスト
    검증 평가 테스트"""
)
AGGREGATES = _words(  # words that leave a name the same loss
    """avg average mean moyenne moyen media promedio media mittlerer durchschnittlicher
    durchschnitt средняя средние среднее running current cur now epoch epochs step steps
    iter iteration batch minibatch per on of the set data value de del du des la le en
    за на по функция function fonction funcion by each at in for 平均 的 值 値 每 の 값
    dataset split phase logged scalar metrics metric since last raw"""
)
TOTALS = _words("total overall sum full all combined gesamt totale 总")
SMOOTHED = _words("smooth smoothed smoothen ema moving window median")
NEVER = _words(  # settings, records, and targets named after the loss
    """scale scaler scaling weight weights coef coefficient threshold target patience best min
    minimum max lowest previous prev initial final old std stdev stddev var variance improvement
    delta change diff ratio tolerance tol code count time limit bound margin grad
    gradient norm lr clip temperature"""
)

SQUARED = _words("mse sse rss l2 squared quadratic squares msle")
ROOT = _words("rmse rms rmsd rmsle root")
ABSOLUTE = _words("mae l1 absolute mape smape")
CROSS_ENTROPY = _words(
    """nll ce bce cce xent crossentropy logloss mlogloss multilogloss logistic softmax
    multiclass deviance"""
)
KIND_WORDS = SQUARED | ROOT | ABSOLUTE | CROSS_ENTROPY
KIND_WORDS |= _words(
    """cross entropy log binary categorical sparse negative likelihood half mean huber hinge with
    logits multi percentage"""
)

EPOCHS = _words(
    """epoch epochs ep epoca epocas epoque epoques epoche epochen epok epoka epocha tijdvak
    εποχη حقبة эпоха эпохи эпох 轮 轮次 輪 回合 周期 エポック 에폭 에포크"""
)
STEPS = _words(
    """step steps globalstep iterate iteration iterations iter iters it itr round rounds update
    updates batch batches minibatch nupdates paso pasos passo passi pas schritt schritte etape
    iteracion iteracao iterazione iteratie шаг шага шаги итерация итерации 步 步数 步數 迭代 次
    ステップ 反復 イテレーション 스텝 반복 tree trees"""
)
SAMPLES = _words(
    """sample samples example examples images image echantillons muestras campioni beispiele 样本
    サンプル 샘플"""
)
COUNTERS = _words(
    """global trainer train training current cur num number no n nr idx index count counter
    seen the"""
)
RATES = _words("lr lrs lrate learningrate lernrate tasaaprendizaje 学习率 學習率 学習率 학습률")
NORMS = frozenset({"gnorm", "gradnorm"})
BOOKKEEPING = _words(  # times, speeds, and counts
    """time ts wall seconds secs sec second eta elapsed runtime timestamp timestamps date datetime
    duration dur hours minutes remaining walltime tijd zeit temps tiempo tempo время 时间 時間
    시간 count counts flos flops memory mem gpu throughput"""
)
SPLITS = _words("mode phase split stage set subset dataset partition")
RUNS = _words("run runid runname fold trial seed experiment runuuid")

# Scripts without blanks between words, or with marks that patterns do not take for letters.
_CJK = "\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(
    rf"[{_CJK}]+|[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z{_CJK}]+|[^\W\d_{_CJK}]+|l[12](?![0-9])|\d+"
)
_CJK_WORDS = sorted(
    (
        word
        for word in LOSSES | MEASURES | SCORES | TRAIN | VALIDATION | AGGREGATES | TOTALS | EPOCHS
        | STEPS | SAMPLES | RATES | BOOKKEEPING
        if re.match(f"[{_CJK}]", word)
    ),
    key=len,
    reverse=True,
)  # fmt: skip
CUT = frozenset({("l", "1"), ("l", "2"), ("f", "1"), ("r", "2")})
_CJK_CUT = re.compile("|".join(_CJK_WORDS) + f"|[{_CJK}]")
_COMPOUND = re.compile(
    r"(trainings?|valid(?:ierungs|ation)?|val|test|dev|eval|avg|mean|total|mse|bce|ce|kl|nll|log)"
    r"s?(loss(?:es)?|verlust|fehler|error|cost)"
)


@lru_cache(maxsize=MOST_NAMES)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, in lower case and without accents."""
    folded = _without_accents(name).replace("L1", "l1").replace("L2", "l2")
    folded = re.sub(r"\b[dDlL]['’]|['’]s\b", " ", folded)
    found: list[str] = []
    for word in _WORD.findall(folded):
        lower = word.casefold()
        if re.match(f"[{_CJK}]", lower):
            found += _CJK_CUT.findall(lower)
        elif (compound := _COMPOUND.fullmatch(lower)) and lower not in MEASURES:
            found += compound.groups()
        else:
            found.append(lower)
    return _joined(found)


def _without_accents(name: str) -> str:
    """Return Latin and Greek letters without accents; other scripts need their marks."""
    if name.isascii():
        return name
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", name):
        if not (unicodedata.combining(letter) and kept and kept[-1] < "\u0400"):
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


def _joined(found: list[str]) -> tuple[str, ...]:
    """Join words that a separator has cut: "l", "1" and "learning", "rate"."""
    joined: list[str] = []
    for word in found:
        if joined and (joined[-1], word) in CUT:
            joined[-1] += word
        elif joined and (joined[-1], word) == ("multi", "class"):
            joined[-1] = "multiclass"
        elif joined and joined[-1] in {"learning", "apprentissage"} and word in {"rate", "rates"}:
            joined[-1] = "lr"
        else:
            joined.append(word)
    return tuple(joined)


@lru_cache(maxsize=MOST_NAMES)
def role_of(name: str) -> str:
    """Return "train", "validation", or "" if the name does not say."""
    # The last word that tells: "train/val_loss" is a validation loss.
    for word in reversed(words(name)):
        if word in VALIDATION:
            return "validation"
        if word in TRAIN:
            return "train"
    return ""


@lru_cache(maxsize=MOST_NAMES)
def kind_of(name: str) -> str:
    """Return the kind of loss that a name stands for."""
    said = set(words(name))
    if said & ROOT:
        return "root"
    if said & ABSOLUTE:
        return "absolute"
    if said & SQUARED:
        return "squared"
    if said & CROSS_ENTROPY or {"cross", "entropy"} <= said or {"log", "loss"} <= said:
        return "cross-entropy"
    return "cross-entropy" if _is_negative_likelihood(said) else "unknown"


def _is_negative_likelihood(said: Collection[str]) -> bool:
    """Return whether words name a likelihood to minimize: without its sign it is maximized."""
    return "likelihood" in said and not NEGATIVE.isdisjoint(said)


@lru_cache(maxsize=MOST_NAMES)
def rank_of(name: str) -> int:
    """Return how far a name is from the loss that is minimized: 0 for "loss", `NOT_A_LOSS`."""
    said = [w for w in words(name) if w not in TRAIN and w not in VALIDATION and not w.isdigit()]
    core = [word for word in said if word not in AGGREGATES]
    if any(word in NEVER for word in core):
        return NOT_A_LOSS
    named = [word for word in core if word in LOSSES]
    measured = [
        word for word in core if word in MEASURES or (words(name) == (word,) and word in LETTERS)
    ]
    if not named and not measured:
        entropy = {"cross", "entropy"} <= set(core) or _is_negative_likelihood(core)
        return 5 if entropy or {"squared"} & set(core) else NOT_A_LOSS
    rest = [word for word in core if word not in LOSSES]
    if named and said[0] == "value":
        return 4  # of the value function, not "loss value"
    if named and not rest:
        return 0 if not re.search(r"\d", name.split("/")[-1]) else 4
    if named and all(word in TOTALS for word in rest):
        return 1
    if named and all(word in SMOOTHED for word in rest):
        return 2
    if named and all(word in KIND_WORDS for word in rest):
        return 3
    return 4 if named else 5


@lru_cache(maxsize=MOST_NAMES)
def unit_of(name: str) -> str | None:
    """Return "epoch", "step", or "sample" if a name counts them, else None."""
    if name.strip() in ("E", "#"):  # spaCy
        return "epoch" if name.strip() == "E" else "step"
    said = [word for word in words(name) if word not in COUNTERS] or list(words(name))
    if len(said) != 1:
        return "step" if "".join(said) in STEPS else None
    for unit, known in (("epoch", EPOCHS), ("step", STEPS), ("sample", SAMPLES)):
        if said[0] in known:
            return unit
    return "step" if name.strip() in ("t", "k", "i") else None


@lru_cache(maxsize=MOST_NAMES)
def is_learning_rate(name: str) -> bool:
    """Return whether a column with this name, such as "lr-SGD", holds the learning rate."""
    return any(word in RATES for word in words(name))


@lru_cache(maxsize=MOST_NAMES)
def is_gradient_norm(name: str) -> bool:
    """Return whether a column with this name holds the norm of the gradient."""
    said = set(words(name))
    return bool(
        said & NORMS or (said & {"grad", "gradient", "gradients", "grads"} and "norm" in said)
    )


@lru_cache(maxsize=MOST_NAMES)
def is_bookkeeping(name: str) -> bool:
    """Return whether a column with this name holds a time, a speed or a count, not a loss."""
    return any(word in BOOKKEEPING for word in words(name))


@lru_cache(maxsize=MOST_NAMES)
def is_run(name: str) -> bool:
    """Return whether a column with this name holds run names."""
    return "".join(words(name)) in RUNS


@lru_cache(maxsize=MOST_NAMES)
def is_split(name: str) -> bool:
    """Return whether a column with this name holds data sets, such as "phase" or "mode"."""
    return "".join(words(name)) in SPLITS
