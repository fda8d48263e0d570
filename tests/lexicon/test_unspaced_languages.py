"""Specs in Chinese, Japanese and Korean, whose words stand joined to each other or to their endings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from whylint.engine import analyse
from whylint.lexicon import vocabulary_for
from whylint.lexicon.phrases import PhraseBook, word_count
from whylint.spec.clauses import ClauseRole, clauses
from whylint.spec.forms import is_ears, is_scenario_sentence, obliges, step
from whylint.spec.model import Element, GroupFormat
from whylint.spec.reading import content_stems, read, roles_of
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from whylint.spec.model import Criterion, Spec

CHINESE = """\
# 社区图书角

## 一、背景

志愿者每天手动登记借书记录，经常漏记，居民也无法知道哪本书可以借。

## 二、用户故事

### 故事1：借书

作为居民，我想预约一本书，以便周末去取。

**验收标准**：

- 居民可以预约在架的书
- 当前页面显示书的封面
- 点击预约按钮后弹出确认框

### 故事2：导入书目

#### 验收条件

1. 志愿者能够导入书目文件
2. 文件格式错误时，保留原有书目并指出出错的行号

## 三、异常处理

- 网络异常时给出友好提示

## 四、场景

```gherkin
功能: 预约
  场景: 书在架
    假如 书在架
    当 居民提交预约
    那么 保存预约
```
"""

JAPANESE = """\
# 町内会の備品貸出

## 背景

担当者は貸出簿を手作業で書き写しており、返却漏れに気付けない。

## ユーザーストーリー

### 備品を予約する

住民として、備品を予約したい。行事の準備を確実に進められるように、空き状況を知りたいからである。

#### 受け入れ条件

- 住民は空いている備品を予約できる
- 予約一覧画面は日付順に表示される
- 管理者はログイン履歴を確認できる

### 名簿の取り込み

#### 受け入れ基準

1. 担当者は名簿のファイルをアップロードできる
2. ファイルの形式が無効な場合は、元の名簿を保持し、該当行を一覧で示す

## エラー処理

- 通信エラーのときは適切なエラーメッセージを表示する

## シナリオ

```gherkin
機能: 予約
  シナリオ: 空きがある
    前提 備品に空きがある
    もし 住民が予約ボタンを押す
    ならば 予約が保存される
```
"""

KOREAN = """\
# 동호회 일정 앱

## 개요

총무는 매주 참석 인원을 엑셀에 일일이 옮겨 적느라 시간을 낭비하고, 회원은 일정 변경을 알 수 없다.

## 사용자 스토리

### US-1 사진 올리기

회원으로서, 나는 행사 사진을 업로드하고 싶다. 다른 회원과 추억을 나눌 수 있도록.

**인수 기준**

- 회원은 행사 사진을 업로드할 수 있다
- 사진 삭제 버튼은 본인에게만 보인다

### US-2 참석 신청

#### 완료 조건

1. 회원은 일정에 참석을 신청할 수 있다
2. 총무는 회비를 결제한 회원 목록을 내보낼 수 있다

## 오류 처리

- 업로드에 실패하면 선택한 사진을 유지하고 다시 시도 버튼을 보여준다
- 결제 오류 시 적절한 오류 메시지를 표시한다

## 시나리오

```gherkin
기능: 참석 신청
  시나리오: 정원이 남아 있음
    조건 정원이 남은 일정이 있다
    만일 회원이 참석을 신청하면
    그러면 참석자로 등록된다
```
"""


class Expected(NamedTuple):
    """What is to be understood of a document: its groups' forms, and what criteria that begin so promise."""

    text: str
    forms: list[GroupFormat]
    promises: dict[str, str | None]
    covered: str
    vague: str


DOCUMENTS = {
    "zh": Expected(
        CHINESE,
        [GroupFormat.BULLET, GroupFormat.NUMBERED, GroupFormat.GHERKIN],
        {"居民可以预约": "submit", "当前页面": None, "点击预约": None, "志愿者能够": "import", "文件格式错误": None},
        "志愿者能够",
        "网络异常时给出友好提示",
    ),
    "ja": Expected(
        JAPANESE,
        [GroupFormat.BULLET, GroupFormat.NUMBERED, GroupFormat.GHERKIN],
        {"住民は": "submit", "予約一覧": None, "管理者は": None, "担当者は": "upload", "ファイルの形式": None},
        "担当者は",
        "通信エラーのときは適切なエラーメッセージを表示する",
    ),
    "ko": Expected(
        KOREAN,
        [GroupFormat.BULLET, GroupFormat.NUMBERED, GroupFormat.GHERKIN],
        {"회원은 행사 사진": "upload", "사진 삭제 버튼": None, "회원은 일정에": "submit", "총무는 회비": "export"},
        "회원은 행사 사진",
        "결제 오류 시 적절한 오류 메시지를 표시한다",
    ),
}  # fmt: skip


def criterion(spec: Spec, beginning: str) -> Criterion:
    """Return the one criterion of a spec that begins so."""
    (found,) = (each for group in spec.groups for each in group.criteria if each.text.startswith(beginning))
    return found


@pytest.mark.parametrize("language", DOCUMENTS)
def test_a_document_is_understood(language: str) -> None:
    expected = DOCUMENTS[language]
    analysis = analyse(split_lines(expected.text))
    spec = analysis.spec
    assert spec.language == language
    assert [group.format for group in spec.groups] == expected.forms
    promised = {
        beginning: promise.operation if (promise := criterion(spec, beginning).promise) else None
        for beginning in expected.promises
    }
    assert promised == expected.promises
    assert criterion(spec, expected.covered).coverage is not None
    assert all(group.problem.stated for group in spec.groups)
    assert Element.USER_PROBLEM in spec.elements
    vague = [each for each in analysis.findings if each.rule == "vague-error-handling"]
    assert [expected.text.splitlines()[each.span.start.line].removeprefix("- ") for each in vague] == [
        expected.vague
    ]


@pytest.mark.parametrize(
    ("language", "label", "role"),
    [
        ("zh", "一、项目背景", "introduction"),
        ("zh", "用户登录功能的验收标准", "acceptance"),
        ("zh", "第二章 功能需求", "requirements"),
        ("zh", "2.非功能需求", "requirements"),
        ("ja", "ログイン機能の受け入れ基準", "acceptance"),
        ("ja", "✅AC（受け入れ条件）", "acceptance"),
        ("ja", "今回やらないこと（スコープ外）", "non_goals"),
        ("ko", "3. 비기능 요구사항", "requirements"),
        ("ko", "로그인 인수 기준:", "acceptance"),
    ],
)
def test_a_label_has_a_role(language: str, label: str, role: str) -> None:
    assert role in roles_of(label, language)


@pytest.mark.parametrize(
    ("language", "label", "role"),
    [("zh", "任务管理页面的布局说明文字", "tasks"), ("ja", "テスト環境を利用する部署の一覧", "tests")],
)
def test_a_word_at_the_beginning_of_a_long_label_is_no_role(language: str, label: str, role: str) -> None:
    assert role not in roles_of(label, language)


@pytest.mark.parametrize(
    ("line", "keyword"),
    [
        ("当 用户提交表单", "when"),
        ("当用户提交表单", "when"),
        ("当前页面显示列表", None),
        ("もし 会員が申し込む", "when"),
        ("만일 회원이 신청하면", "when"),
        ("조건부 승인을 지원한다", None),
        ("И имя остаётся", "and"),
        ("Имя остаётся", None),
    ],
)
def test_a_step_begins_with_a_keyword(line: str, keyword: str | None) -> None:
    found = step(line)
    assert (found.keyword if found else None) == keyword


def test_a_chinese_sentence_may_hold_a_whole_scenario() -> None:
    assert is_scenario_sentence("当用户点击保存，则系统更新记录")
    assert not is_scenario_sentence("当用户点击保存，系统更新记录")


def test_obligations_are_found_and_not_inside_other_words() -> None:
    assert obliges("系统必须记录每次修改")
    assert obliges("システムは履歴を残さなければならない")
    assert obliges("시스템은 기록을 남겨야 한다")
    assert obliges("시스템은 변경을 기록해야 한다")
    assert not obliges("移动应用的响应速度")
    assert is_ears("如果网络断开，系统必须保留草稿")


def test_a_condition_ends_with_its_word() -> None:
    text = "保存に失敗した場合、入力内容を保持する"
    assert [clause.role for clause in clauses(text, "ja")] == [ClauseRole.WHEN, ClauseRole.THEN]
    assert [clause.role for clause in clauses("入力内容を保持する、常に", "ja")] == [
        ClauseRole.THEN,
        ClauseRole.THEN,
    ]


def test_two_passages_share_pieces_of_words() -> None:
    assert "封面" in content_stems("上传图书封面", "zh") & content_stems("封面过大时保留原图", "zh")
    assert "파일" in content_stems("파일을 고른다", "ko") & content_stems("선택한 파일이 크면", "ko")
    assert "ファイル" in content_stems("ファイルを選ぶ", "ja") & content_stems("大きすぎるファイル", "ja")
    assert not content_stems("写真を選ぶ", "ja") & content_stems("日付を選ぶ", "ja")


def test_an_operation_is_not_found_inside_a_longer_one() -> None:
    found = vocabulary_for("ja").operations("会員は領収書をダウンロードできる")
    assert [match.category for match in found] == ["export"]


def test_a_row_that_begins_with_a_space_begins_a_word() -> None:
    book = PhraseBook({"limit": [" 제한"]}, algorithm="", spaced=False)
    assert [match.category for match in book.find("인원을 제한한다")] == ["limit"]
    assert book.find("회비를 결제한다") == []
    assert not read("회원은 회비를 결제한다", "ko").says("limit")


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("upload a file", 3), ("登录", 1), ("上传 PDF 文件", 3), ("파일을 올린다", 2)],
)
def test_two_characters_count_as_a_word(text: str, count: int) -> None:
    assert word_count(text) == count
