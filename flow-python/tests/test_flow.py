"""The package against the command line: the same numbers, and the same words where something is wrong.

FLOW_COMMAND names the command `flow`; by default it is that of the workspace's debug build.
"""

import ast
import copy
import inspect
import os
import signal
import subprocess
import threading
import time
import warnings
from pathlib import Path

import numpy as np
import pytest

import flow

ROOT = Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("FLOW_COMMAND", str(ROOT / "target/debug/flow"))

SPEC = {
    "flow": "Moons",
    "event": 2,
    "layers": [
        {
            "repeat": {
                "times": 2,
                "layers": [{"coupling": {"conditioner": {"mlp": {"hidden": [8]}}}}, "reverse"],
            }
        }
    ],
    "train": {"epochs": 3, "validation": 0.2, "seed": 5},
}

GIVEN = {
    "flow": "Given",
    "event": 2,
    "context": 1,
    "layers": [{"coupling": {"conditioner": {"mlp": {"hidden": [8]}}}}, "reverse", "affine"],
    "train": {"epochs": 2},
}


def command(*words, folder, code=0):
    """The text that the command `flow` writes to stdout, or to stderr where it is to fail."""
    done = subprocess.run(
        [COMMAND, *map(str, words)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done.stderr if code else done.stdout


def yaml(value):
    """A specification as a person writes it: words of the language stand without quotes."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {yaml(value)}" for key, value in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(yaml, value)) + "]"
        case _:
            return str(value)


def write_spec(folder, spec, name="spec.yaml"):
    (folder / name).write_text(yaml(spec))
    return folder / name


def moons(n=400, seed=1):
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, np.pi, n)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) + 0.1 * rng.normal(size=(n, 2))


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """A folder with runs that the command line has trained, and their rows."""
    folder = tmp_path_factory.mktemp("runs")
    x = moons()
    heights = np.linspace(0, 1, len(x))[:, None]
    np.save(folder / "x.npy", x)
    np.save(folder / "given.npy", np.hstack([x * heights, heights]))
    np.save(folder / "heights.npy", heights[:50])
    for spec, rows, name in [(SPEC, "x.npy", "moons"), (GIVEN, "given.npy", "given")]:
        write_spec(folder, spec, f"{name}.yaml")
        command("train", f"{name}.yaml", "-o", name, "--data", rows, folder=folder)
    return folder


def cli_scores(folder, run, rows):
    np.save(folder / "rows.npy", rows)
    command("score", run, "--data", "rows.npy", "-o", "scores.npy", folder=folder)
    return np.load(folder / "scores.npy")


def test_scores_are_those_of_the_command_line(runs):
    model = flow.load(runs / "moons")
    x = np.load(runs / "x.npy")
    expected = cli_scores(runs, "moons", x)
    found = model.log_prob(x)
    assert found.shape == (400,) and found.dtype == np.float64
    assert np.array_equal(found.astype(expected.dtype), expected)
    # The same rows in other clothes.
    assert np.array_equal(model.log_prob(np.asfortranarray(x)), found)
    assert np.array_equal(model.log_prob(x[::-1])[::-1], found)
    assert np.array_equal(model.log_prob(x.tolist()), found)
    single = x.astype(np.float32)
    assert np.array_equal(model.log_prob(single), model.log_prob(single.astype(float)))
    assert np.array_equal(model.log_prob(single[:, ::-1][:, ::-1]), model.log_prob(single))
    whole = np.array([[0, 1], [1, 0]])
    assert np.array_equal(model.log_prob(whole), model.log_prob(whole.astype(float)))
    one = model.log_prob(x[7])
    assert isinstance(one, float) and one == found[7]
    assert model.log_prob(np.empty((0, 2))).shape == (0,)


def test_samples_are_those_of_the_command_line(runs):
    model = flow.load(runs / "moons")
    command("sample", "moons", "-n", 50, "--seed", 9, "-o", "samples.npy", folder=runs)
    expected = np.load(runs / "samples.npy")
    samples = model.sample(50, seed=9)
    assert samples.shape == (50, 2) and samples.dtype == np.float64
    assert np.array_equal(samples.astype(expected.dtype), expected)
    assert np.array_equal(model.sample(10, 9), samples[:10])
    assert not np.array_equal(model.sample(50), samples)
    assert model.sample(0).shape == (0, 2)


def test_contexts(runs):
    model = flow.load(runs / "given")
    rows = np.load(runs / "given.npy")
    x, heights = rows[:, :2], rows[:, 2:]
    expected = cli_scores(runs, "given", rows)
    found = model.log_prob(x, heights)
    assert np.array_equal(found.astype(expected.dtype), expected)
    # One context for all.
    shared = model.log_prob(x, [0.5])
    assert np.array_equal(shared, model.log_prob(x, np.full((len(x), 1), 0.5)))
    assert model.log_prob(x[0], [0.5]) == shared[0]
    command("sample", "given", "--context", "heights.npy", "--seed", 3, "-o", "s.npy", folder=runs)
    expected = np.load(runs / "s.npy")
    samples = model.sample(50, 3, context=heights[:50])
    assert np.array_equal(samples.astype(expected.dtype), expected)
    assert model.sample(20, 3, context=[0.5]).shape == (20, 2)


def test_what_a_model_says_of_itself(runs):
    model, given = flow.load(runs / "moons"), flow.load(runs / "given")
    assert (model.name, model.event_shape, model.dim, model.context_dim) == ("Moons", (2,), 2, 0)
    assert (given.context_dim, given.columns, given.dtype) == (1, [], "float32")
    assert repr(given) == "<flow.Model Given: event_shape=[2], context_dim=1, dtype=float32>"
    assert "flow: Moons" in model.spec
    assert model.history["epoch"].tolist() == [1, 2, 3]
    assert np.isfinite(model.history["validation_log_prob"]).all()


def test_a_fit_is_that_of_the_command_line(runs):
    x = np.load(runs / "x.npy")
    expected = flow.load(runs / "moons").log_prob(x)
    for spec in [SPEC, str(runs / "moons.yaml"), runs / "moons.yaml", "\n" + (runs / "moons.yaml").read_text()]:
        assert np.array_equal(flow.fit(spec, x).log_prob(x), expected)
    told = []
    model = flow.fit(SPEC, x, threads=1, progress=told.append)
    assert np.array_equal(model.log_prob(x), expected), "threads change nothing"
    assert [epoch["epoch"] for epoch in told] == [1, 2, 3] and told[0]["epochs"] == 3
    assert told[-1]["validation_log_prob"] == model.history["validation_log_prob"][-1]

    rows = np.load(runs / "given.npy")
    given = flow.fit(GIVEN, rows[:, :2], rows[:, 2:])
    expected = flow.load(runs / "given").log_prob(rows[:, :2], rows[:, 2:])
    assert np.array_equal(given.log_prob(rows[:, :2], rows[:, 2:]), expected)


def test_settings_of_a_fit(runs):
    x = moons(100)
    model = flow.fit(SPEC, x, settings={"train.epochs": 1, "train.dtype": "f64"}, seed=11)
    assert model.dtype == "float64" and model.history["epoch"].tolist() == [1]
    assert "seed: 11" in model.spec
    judged = flow.fit(SPEC, x, validation=moons(50, 2))
    assert np.isclose(
        judged.history["validation_log_prob"].max(), judged.log_prob(moons(50, 2)).mean(), atol=1e-5
    )
    assert np.isnan(flow.fit({**SPEC, "train": {"epochs": 1}}, x).history["validation_log_prob"]).all()
    assert flow.fit({**SPEC, "train": {"epochs": 1}}, x, validation=0.5).history["validation_log_prob"].size == 1
    given = np.linspace(0, 1, 100)[:, None]
    judged = flow.fit(GIVEN, x, given, validation=(moons(20, 2), given[:20]))
    assert np.isfinite(judged.history["validation_log_prob"]).all()
    generated = {**SPEC, "train": {"data": {"two_moons": {"rows": 200, "noise": 0.1}}, "epochs": 1}}
    assert flow.fit(generated).sample(3).shape == (3, 2)


def test_models_are_saved_for_python_and_for_the_command_line(runs, tmp_path):
    x = np.load(runs / "x.npy")
    model = flow.fit(SPEC, x)
    model.save(tmp_path / "moons.safetensors")
    model.save(tmp_path / "run")
    for path in ["moons.safetensors", "run"]:
        assert np.array_equal(flow.load(tmp_path / path).log_prob(x), model.log_prob(x))
    expected = cli_scores(tmp_path, "run", x)
    assert np.array_equal(model.log_prob(x).astype(expected.dtype), expected)
    assert flow.load(tmp_path / "run").history["epoch"].tolist() == [1, 2, 3]
    with pytest.raises(flow.FlowError, match="found the model of an earlier run"):
        model.save(tmp_path / "run")


def test_images(tmp_path):
    spec = {
        "flow": "Images",
        "event": [1, 2, 3],
        "layers": ["affine"],
        "train": {"epochs": 1},
    }
    x = np.random.default_rng(1).normal(size=(60, 1, 2, 3))
    model = flow.fit(spec, x)
    assert model.event_shape == (1, 2, 3) and model.dim == 6
    assert model.sample(4).shape == (4, 1, 2, 3)
    assert model.log_prob(x).shape == (60,) and isinstance(model.log_prob(x[0]), float)


class Table:
    """A table as pandas has it: columns by name."""

    def __init__(self, values, columns):
        self.values, self.columns = np.asarray(values), list(columns)

    def __getitem__(self, names):
        return Table(self.values[:, [self.columns.index(name) for name in names]], names)

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values, dtype=dtype)


def test_columns_have_names_and_kinds(tmp_path):
    rng = np.random.default_rng(2)
    counts, prices = rng.poisson(3, 300), np.exp(rng.normal(size=300))
    spec = copy.deepcopy(SPEC)
    spec["train"] = {
        "epochs": 2,
        "data": {"file": "none.csv", "columns": {"n": "count", "price": "positive"}},
    }
    x = np.stack([counts, prices], axis=1)
    model = flow.fit(spec, x)
    assert model.columns == ["n", "price"]
    samples = model.sample(200)
    assert (samples[:, 0] >= 0).all() and (samples[:, 0] % 1 == 0).all() and (samples[:, 1] > 0).all()
    # Noise of whole numbers and all: the scores are those of the command line.
    model.save(tmp_path / "run")
    np.savetxt(tmp_path / "rows.csv", x, delimiter=",", header="n,price", comments="")
    command("score", "run", "--data", "rows.csv", "-o", "scores.npy", folder=tmp_path)
    expected = np.load(tmp_path / "scores.npy")
    assert np.array_equal(model.log_prob(x).astype(expected.dtype), expected)
    # A table is read by its names, whatever their order.
    table = Table(np.column_stack([prices, counts, counts]), ["price", "n", "more"])
    assert np.array_equal(model.log_prob(table), model.log_prob(x))
    assert np.array_equal(flow.fit(spec, table).log_prob(x), model.log_prob(x))
    with pytest.raises(flow.FlowError, match="there is no column `n`"):
        model.log_prob(Table(x, ["m", "price"]))
    with pytest.raises(flow.FlowError, match="found -1 in `n` of row 2, expected"):
        model.log_prob([[1, 1.0], [-1, 2.0]])
    with pytest.warns(flow.FlowWarning, match="whole numbers only in"):
        flow.fit(SPEC, np.stack([counts, prices], axis=1))


def words_of(said, path, name):
    """The error of the command line, in which a file has the name of an array."""
    return said[said.index("error: ") :].removeprefix("error: ").replace(str(path), name).strip()


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_numbers(runs, tmp_path, wrong):
    x = moons(20)
    x[3, 1] = x[5, 0] = wrong
    np.save(tmp_path / "x.npy", x)
    model = flow.load(runs / "moons")
    for run in [lambda: model.log_prob(x), lambda: model.log_prob(x.astype("f4"))]:
        with pytest.raises(flow.FlowError) as error:
            run()
        expected = command("score", runs / "moons", "--data", "x.npy", folder=tmp_path, code=2)
        assert str(error.value) == words_of(expected, "x.npy", "x")
    with pytest.raises(flow.FlowError) as error:
        flow.fit(SPEC, x)
    write_spec(tmp_path, SPEC)
    expected = command("train", "spec.yaml", "-o", "r", "--data", tmp_path / "x.npy", folder=tmp_path, code=2)
    assert str(error.value) == words_of(expected, tmp_path / "x.npy", "x")


def test_what_is_masked_is_missing(runs):
    model, x = flow.load(runs / "moons"), moons(4)
    masked = np.ma.masked_array(x, mask=[[False, False], [True, False], [False, False], [False, False]])
    with pytest.raises(flow.FlowError, match="x: row 2, column 1 .*: found 1 missing value in 1 of 4 rows"):
        model.log_prob(masked)
    assert np.array_equal(model.log_prob(np.ma.masked_array(x)), model.log_prob(x))


def test_rows_that_have_no_density(tmp_path):
    write_spec(tmp_path, SPEC)
    x = moons(20)
    constant, twice, three = x.copy(), x.copy(), np.hstack([x, x])
    constant[:, 1], twice[:, 1] = 4, twice[:, 0]
    for rows in [constant, twice, three, x[:0]]:
        np.save(tmp_path / "x.npy", rows)
        with pytest.raises(flow.FlowError) as error:
            flow.fit(tmp_path / "spec.yaml", rows)
        expected = command("train", "spec.yaml", "-o", "r", "--data", tmp_path / "x.npy", folder=tmp_path, code=2)
        assert str(error.value) == words_of(expected, tmp_path / "x.npy", "x")


def test_specifications_that_are_wrong(tmp_path):
    wrong = copy.deepcopy(SPEC)
    wrong["layers"].append("revers")
    wrong["base"] = "normal"
    path = write_spec(tmp_path, wrong)
    expected = command("check", path, folder=tmp_path, code=2)
    with pytest.raises(flow.FlowError) as error:
        flow.fit(path, moons(20))
    assert str(error.value) == expected.strip()
    with pytest.raises(flow.FlowError) as error:
        flow.fit(wrong, moons(20))
    assert str(error.value) == expected.strip().replace(str(path), "spec")
    with pytest.raises(flow.FlowError) as error:
        flow.fit(tmp_path / "none.yaml", moons(20))
    assert str(error.value) == command("check", tmp_path / "none.yaml", folder=tmp_path, code=2).strip()
    with pytest.raises(flow.FlowError) as error:
        flow.fit(SPEC, moons(20), settings={"train.epoch": 3})
    assert "--set" in str(error.value) and "did you mean" in str(error.value)


def test_paths_that_hold_no_model(runs, tmp_path):
    for path in [tmp_path / "none", tmp_path]:
        with pytest.raises(flow.FlowError) as error:
            flow.load(path)
        assert str(error.value) == command("sample", path, "-n", 1, "-o", "-", folder=tmp_path, code=2).strip()
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes((runs / "moons/model.safetensors").read_bytes()[:-7])
    with pytest.raises(flow.FlowError, match="broken.safetensors: .*\nhelp: the file is damaged"):
        flow.load(broken)
    with pytest.raises(flow.FlowError, match="expected"):
        flow.load(runs / "moons/model.safetensors", spec=GIVEN)
    for spec in [None, SPEC, runs / "moons.yaml"]:
        assert flow.load(runs / "moons/model.safetensors", spec).name == "Moons"


def test_shapes_that_do_not_fit(runs):
    model, given = flow.load(runs / "moons"), flow.load(runs / "given")
    x = moons(10)
    wrong = [
        (lambda: model.log_prob(np.zeros((10, 3))), r"x: found an array of shape \[10, 3\], expected \[n, 2\]"),
        (lambda: model.log_prob(np.zeros(3)), r"found an array of shape \[3\]"),
        (lambda: model.log_prob(1.0), r"found an array of shape \[\]"),
        (lambda: model.log_prob(x, x), "found `context`, but `Moons` has no context"),
        (lambda: given.log_prob(x), "`Given` has 1 numbers of context, expected `context`"),
        (lambda: given.log_prob(x, np.zeros((3, 1))), "found 3 contexts, expected 10, or one for all"),
        (lambda: given.log_prob(x, x), r"context: found an array of shape \[10, 2\], expected \[n, 1\]"),
        (lambda: given.sample(3), "expected `context`"),
        (lambda: given.sample(3, context=[[0.0], [np.nan]]), "found 2 contexts, expected 3"),
        (lambda: given.sample(1, context=[np.nan]), "context: row 1, column 1 .*missing"),
        (lambda: model.log_prob(np.array([["a", "b"]])), "found an array of <U1, expected numbers"),
        (lambda: model.log_prob(x.astype(complex)), "found an array of complex128, expected numbers"),
        (lambda: model.sample(2**62), "more rows than memory holds"),
        (lambda: flow.fit(SPEC, x[:, 0]), "found an array of 1 dimensions, expected rows"),
        (lambda: flow.fit(GIVEN, x, np.zeros((3, 1))), "found 3 contexts, expected one for each of 10 rows"),
        (lambda: flow.fit(SPEC, validation=x), "found rows without `x`"),
        (lambda: flow.fit(SPEC), "there is no data to fit"),
    ]
    for call, expected in wrong:
        with pytest.raises(flow.FlowError, match=expected):
            call()
    with pytest.raises(OverflowError):
        model.sample(-1)
    with pytest.raises(TypeError):
        model.sample("many")


LONG = {"train.epochs": 100_000, "train.validation": 0.1}


def test_the_interpreter_goes_on_during_a_fit():
    counted, done = 0, threading.Event()

    def count():
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = counted
    flow.fit(SPEC, moons(2000), settings={"train.epochs": 20})
    done.set()
    thread.join()
    assert counted - before > 5


def test_a_fit_is_ended_by_ctrl_c_as_often_as_that_comes():
    # A shell starts what runs in its background with Ctrl-C ignored, which Python keeps.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        # A second one ends a program of the command line; here it must not end the interpreter.
        for _ in range(3):
            timer = threading.Timer(0.5, signal.raise_signal, [signal.SIGINT])
            timer.start()
            with pytest.raises(KeyboardInterrupt):
                flow.fit(SPEC, moons(100), settings=LONG)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_fit_is_ended_by_an_exception_of_its_observer():
    def stop(epoch):
        raise LookupError(epoch["epoch"])

    with pytest.raises(LookupError, match="1"):
        flow.fit(SPEC, moons(100), settings=LONG, progress=stop)


def test_nothing_is_written_to_the_streams(capfd):
    # The runtime of a debug build says once that it is one.
    flow.fit(SPEC, moons(100))
    capfd.readouterr()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        flow.fit(SPEC, moons(100)).sample(10)
    assert capfd.readouterr() == ("", "")


def test_threads_share_a_model(runs):
    model, x = flow.load(runs / "moons"), moons(3000)
    expected, found = model.log_prob(x), {}
    work = [threading.Thread(target=lambda k=k: found.__setitem__(k, model.log_prob(x))) for k in range(4)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert all(np.array_equal(found[k], expected) for k in range(4))


def test_the_stub_tells_the_truth():
    stub = ast.parse((Path(flow.__file__).parent / "__init__.pyi").read_text())
    assert (Path(flow.__file__).parent / "py.typed").exists()

    def parameters(function):
        names = function.args.args + function.args.kwonlyargs
        return [name.arg for name in names]

    functions = {node.name: node for node in stub.body if isinstance(node, ast.FunctionDef)}
    for name in ["fit", "load"]:
        assert parameters(functions[name]) == list(inspect.signature(getattr(flow, name)).parameters)
        assert ast.get_docstring(functions[name]) == inspect.getdoc(getattr(flow, name))
    model = next(node for node in stub.body if isinstance(node, ast.ClassDef) and node.name == "Model")
    members = {node.name: node for node in model.body if isinstance(node, ast.FunctionDef)}
    public = [name for name in dir(flow.Model) if not name.startswith("_")]
    assert sorted(members) == sorted(public)
    for name, member in members.items():
        found = getattr(flow.Model, name)
        assert ast.get_docstring(member) == inspect.getdoc(found), name
        if not member.decorator_list:
            assert parameters(member) == list(inspect.signature(found).parameters), name
    assert set(flow.__all__) <= {getattr(node, "name", "__version__") for node in stub.body}
