"""Where agencies stand beyond English: datelines, brackets, credit lines. All texts are our own."""

from __future__ import annotations

import pytest

from newsfold.derive.credits import agencies_for, agency_key, credits
from newsfold.language import all_languages, languages
from tests.factories import article

PRINTED = [
    ("es", "Lugo, 2 feb (EFE).- El puente abre hoy.", "EFE"),
    ("es", "El puente abre hoy.\nCon información de EFE", "EFE"),
    ("es", "Madrid, 2 nov (EFE).- El puente abre hoy.", "EFE"),
    ("es", "MADRID, 2 Nov. (EUROPA PRESS) - El puente abre hoy.", "Europa Press"),
    ("es", "Por Ana Ruiz\nBUENOS AIRES, 2 nov (Reuters) - El puente abre hoy.", "Reuters"),
    ("es", "El puente abre hoy.\nCon información de la agencia EFE.", "EFE"),
    ("es", "El puente abre hoy. (Con datos de AP)", "AP"),
    ("es", "MOSCÚ (Sputnik) — El puente abre hoy.", "Sputnik"),
    ("es", "El puente abre hoy. EFE", "EFE"),
    ("es", "El puente abre hoy.\nFuente: Télam", "Télam"),
    ("es", "PEKÍN, 2 nov (Xinhua) -- El puente abre hoy.", "Xinhua"),
    ("fr", "BREST, 2 fév (AFP) – Le pont ouvre.", "AFP"),
    ("fr", "BREST, 2 nov (Reuters) - Le pont ouvre.", "Reuters"),
    ("fr", "Le pont ouvre.\n(avec AFP)", "AFP"),
    ("fr", "Le pont ouvre.\nAvec AFP", "AFP"),
    ("fr", "Le pont ouvre.\nPar Le Monde avec AFP", "AFP"),
    ("fr", "Le pont ouvre. (AFP)", "AFP"),
    ("fr", "Le pont ouvre.\n(Avec l'AFP)", "AFP"),
    ("fr", "BRUXELLES (Belga) - Le pont ouvre.", "Belga"),
    ("fr", "Berne (ats) Le pont ouvre.", "Keystone-SDA"),
    ("fr", "Le pont ouvre.\nSource : Agence France-Presse", "AFP"),
    ("fr", "Le pont ouvre.\nSource AFP", "AFP"),
    ("fr", "MOSCOU, 2 novembre. /TASS/. Le pont ouvre.", "TASS"),
    ("de", "Kiel (dpa/lno) – Die Brücke öffnet heute.", "dpa"),
    ("de", "Die Brücke öffnet heute.\nQuelle: dpa", "dpa"),
    ("de", "Berlin (dpa) - Die Brücke öffnet heute.", "dpa"),
    ("de", "Berlin (dpa/tmn) - Die Brücke öffnet heute.", "dpa"),
    ("de", "Die Brücke öffnet heute. (dpa)", "dpa"),
    ("de", "Die Brücke öffnet heute.\n© dpa-infocom, dpa:231102-99-801234/3", "dpa"),
    ("de", "Die Brücke öffnet heute.\n(Mit Agenturmaterial von AFP)", "AFP"),
    ("de", "Wien (APA) - Die Brücke öffnet heute.", "APA (Austria)"),
    ("de", "Bern (sda) - Die Brücke öffnet heute.", "Keystone-SDA"),
    ("de", "Die Brücke öffnet heute. (epd)", "epd"),
    ("de", "Bonn (KNA) Die Brücke öffnet heute.", "KNA"),
    ("de", "Die Brücke öffnet heute.\nQuelle: Reuters", "Reuters"),
    ("de", "Quelle: ntv.de, jwu/dpa\nDie Brücke öffnet heute.", "dpa"),
    ("de", "Die Brücke öffnet heute.\nQuelle: ntv.de, jwu/dpa", "dpa"),
    ("de", "Die Brücke öffnet heute.\nDeutsche Presse-Agentur (dpa)", "dpa"),
    ("it", "(ANSA) - ROMA, 02 FEB - Il ponte apre.", "ANSA"),
    ("it", "(ANSA) - ROMA, 02 NOV - Il ponte apre.", "ANSA"),
    ("it", "Roma, 2 nov. (Adnkronos) - Il ponte apre.", "Adnkronos"),
    ("it", "Roma, 2 nov. (askanews) - Il ponte apre.", "askanews"),
    ("it", "(AGI) - Roma, 2 nov. - Il ponte apre.", "AGI"),
    ("it", "Roma, 2 nov. (LaPresse) - Il ponte apre.", "LaPresse"),
    ("it", "Il ponte apre. (ANSA).", "ANSA"),
    ("it", "Il ponte apre.\nFonte: Reuters", "Reuters"),
    ("it", "Il ponte apre.\nRIPRODUZIONE RISERVATA © Copyright ANSA", "ANSA"),
    ("it", "Il ponte apre.\n(con informazioni di AFP)", "AFP"),
    ("it", "Roma, 2 nov. (DIRE) - Il ponte apre.", "DIRE"),
    ("pt", "Porto, 02 fev 2021 (Lusa) – A ponte abre.", "Lusa"),
    ("pt", "Lisboa, 02 nov 2023 (Lusa) – A ponte abre.", "Lusa"),
    ("pt", "A ponte abre.\n*Com informações da Reuters", "Reuters"),
    ("pt", "SÃO PAULO, SP (FOLHAPRESS) - A ponte abre.", "Folhapress"),
    ("pt", "BRASÍLIA (Reuters) - A ponte abre.", "Reuters"),
    ("pt", "A ponte abre.\nCom Lusa", "Lusa"),
    ("pt", "A ponte abre.\nFonte: Agência Lusa", "Lusa"),
    ("pt", "A ponte abre. (Com informações do Estadão Conteúdo)", "Agência Estado"),
    ("nl", "GOUDA (ANP) - De brug gaat open.", "ANP"),
    ("nl", "De brug gaat open. (Belga)", "Belga"),
    ("nl", "De brug gaat open.\nBron: ANP", "ANP"),
    ("nl", "De brug gaat open.\nDoor: ANP", "ANP"),
    ("nl", "Bron: Belga\nDe brug gaat open.", "Belga"),
    ("nl", "BRUSSEL (ANP/RTR) - De brug gaat open.", "ANP"),
    ("ru", "ПСКОВ, 2 февраля. /ТАСС/. Мост открыт.", "TASS"),
    ("ru", "ПСКОВ, 2 фев — РИА Новости. Мост открыт.", "RIA Novosti"),
    ("ru", "Мост открыт.\nИсточник: ТАСС", "TASS"),
    ("ru", "МОСКВА, 2 ноября. /ТАСС/. Мост открыт.", "TASS"),
    ("ru", "МОСКВА, 2 ноя - РИА Новости. Мост открыт.", "RIA Novosti"),
    ("ru", "Москва. 2 ноября. INTERFAX.RU - Мост открыт.", "Interfax"),
    ("ru", "Москва. 2 ноября. ИНТЕРФАКС - Мост открыт.", "Interfax"),
    ("ru", "ЛОНДОН (Рейтер) - Мост открыт.", "Reuters"),
    ("ru", "Мост открыт.\nПо материалам РИА Новости", "RIA Novosti"),
    ("ru", "Мост открыт.\nПо данным ТАСС", "TASS"),
    ("ru", "Мост открыт.\nПо сообщению ТАСС", "TASS"),
    ("ru", "Мост открыт. /ТАСС/", "TASS"),
    ("ru", "Мост открыт.\nСсылка на источник: Интерфакс", "Interfax"),
    ("ru", "ПЕКИН, 2 ноя /Синьхуа/ -- Мост открыт.", "Xinhua"),
    ("ru", "МИНСК, 2 ноя — Sputnik. Мост открыт.", "Sputnik"),
    ("ru", "МИНСК, 2 ноября. /БЕЛТА/. Мост открыт.", "BelTA"),
    ("ar", "القاهرة (رويترز) - افتتح الجسر.", "Reuters"),
    ("ar", "افتتح الجسر.\nالمصدر: رويترز", "Reuters"),
    ("ar", "القاهرة 2 نوفمبر (رويترز) - افتتح الجسر.", "Reuters"),
    ("ar", "باريس (أ ف ب) - افتتح الجسر.", "AFP"),
    ("ar", "باريس - (أ ف ب): افتتح الجسر.", "AFP"),
    ("ar", "القاهرة - أ.ف.ب\nافتتح الجسر.", "AFP"),
    ("ar", "موسكو - سبوتنيك. افتتح الجسر.", "Sputnik"),
    ("ar", "القاهرة في 2 نوفمبر /أ ش أ/ افتتح الجسر.", "MENA"),
    ("ar", "دمشق-سانا\nافتتح الجسر.", "SANA"),
    ("ar", "الرياض 02 نوفمبر 2023 م واس\nافتتح الجسر.", "SPA"),
    ("ar", "أبوظبي في 2 نوفمبر / وام / افتتح الجسر.", "WAM"),
    ("ar", "الكويت - 2 - 11 (كونا) -- افتتح الجسر.", "KUNA"),
    ("ar", "افتتح الجسر.\nالمصدر: الجزيرة + رويترز", "Reuters"),
    ("ar", "افتتح الجسر.\nالمصدر: الفرنسية", "AFP"),
    ("ar", "افتتح الجسر. (وكالة الأناضول)", "Anadolu Agency"),
    ("ar", "أنقرة/ الأناضول\nافتتح الجسر.", "Anadolu Agency"),
    ("ar", "بكين 2 نوفمبر 2023 (شينخوا) افتتح الجسر.", "Xinhua"),
    ("ar", "الدوحة - قنا\nافتتح الجسر.", "QNA"),
    ("ar", "افتتح الجسر.\nالمصدر: أسوشيتد برس", "AP"),
    ("zh", "新华社南京2月2日电（记者李明）大桥今天开放。", "Xinhua"),
    ("zh", "大桥今天开放。（新华社）", "Xinhua"),
    ("zh", "大桥今天开放。\n来源：新华社", "Xinhua"),
    ("zh", "新华社北京11月2日电（记者李明）大桥今天开放。", "Xinhua"),
    ("zh", "新华社华盛顿11月2日电 大桥今天开放。", "Xinhua"),
    ("zh", "中新社北京11月2日电 (记者 李明)大桥今天开放。", "China News Service"),
    ("zh", "中新网11月2日电 大桥今天开放。", "China News Service"),
    ("zh", "（新华社北京11月2日电）大桥今天开放。", "Xinhua"),
    ("zh", "据新华社电 大桥今天开放。", "Xinhua"),
    ("zh", "大桥今天开放。（来源：新华网）", "Xinhua"),
    ("zh", "（中央社記者王大明台北2日電）大橋今天開放。", "CNA (Taiwan)"),
    ("zh", "（中央社台北2日電）大橋今天開放。", "CNA (Taiwan)"),
    ("zh", "路透社倫敦11月2日電 - 大橋今天開放。", "Reuters"),
    ("zh", "（路透社伦敦2日电）大桥今天开放。", "Reuters"),
    ("zh", "大桥今天开放。\n(美联社)", "AP"),
    ("zh", "大桥今天开放。\n来源：中国新闻网", "China News Service"),
    ("ja", "【仙台共同】橋が開通した。", "Kyodo"),
    ("ja", "橋が開通した。（共同）", "Kyodo"),
    ("ja", "［仙台 2日 ロイター］ - 橋が開通した。", "Reuters"),
    ("ja", "【ロンドン時事】橋が開通した。", "Jiji Press"),
    ("ja", "【ワシントン共同】橋が開通した。", "Kyodo"),
    ("ja", "【11月2日 AFP】橋が開通した。", "AFP"),
    ("ja", "［東京 2日 ロイター］ - 橋が開通した。", "Reuters"),
    ("ja", "[東京 2日 ロイター] - 橋が開通した。", "Reuters"),
    ("ja", "【ニューヨーク＝時事】橋が開通した。", "Jiji Press"),
    ("ja", "（ブルームバーグ）：橋が開通した。", "Bloomberg"),
    ("ja", "橋が開通した。（時事）", "Jiji Press"),
    ("ja", "橋が開通した。【時事通信社】", "Jiji Press"),
    ("ja", "【新華社北京11月2日】橋が開通した。", "Xinhua"),
    ("ja", "【ソウル聯合ニュース】橋が開通した。", "Yonhap"),
    ("ja", "橋が開通した。(c)AFP", "AFP"),
    ("ja", "ワシントン（AP） 橋が開通した。", "AP"),
    ("hi", "पटना, दो फरवरी (भाषा) पुल खुल गया।", "PTI"),
    ("hi", "नयी दिल्ली, दो नवंबर (भाषा) पुल खुल गया।", "PTI"),
    ("hi", "नई दिल्ली, 2 नवंबर (आईएएनएस)। पुल खुल गया।", "IANS"),
    ("hi", "नई दिल्ली, 02 नवंबर (वार्ता) पुल खुल गया।", "UNI"),
    ("hi", "नई दिल्ली, 02 नवंबर (हि.स.)। पुल खुल गया।", "Hindusthan Samachar"),
    ("hi", "नई दिल्ली (एएनआई): पुल खुल गया।", "ANI"),
    ("hi", "नई दिल्ली [भारत], 2 नवंबर (एएनआई): पुल खुल गया।", "ANI"),
    ("hi", "नई दिल्ली, एएनआई। पुल खुल गया।", "ANI"),
    ("hi", "नई दिल्ली, पीटीआई। पुल खुल गया।", "PTI"),
    ("hi", "पुल खुल गया। (इनपुट: भाषा)", "PTI"),
    ("hi", "पुल खुल गया।\n(इनपुट: पीटीआई-भाषा)", "PTI"),
    ("hi", "लंदन (रॉयटर्स): पुल खुल गया।", "Reuters"),
    ("hi", "पुल खुल गया।\nस्रोत: रॉयटर्स", "Reuters"),
]
SEVERAL = [
    ("es", "El puente abre hoy.\n(Con información de Reuters y AFP)", ["AFP", "Reuters"]),
    ("fr", "Le pont ouvre.\nAvec Reuters et AFP", ["AFP", "Reuters"]),
    ("de", "Die Brücke öffnet heute. (afp/dpa)", ["AFP", "dpa"]),
    ("de", "Die Brücke öffnet heute.\nMit Material von dpa und Reuters", ["Reuters", "dpa"]),
    ("it", "MOSCA, 02 NOV - Il ponte apre. (ANSA-AFP)", ["AFP", "ANSA"]),
    ("pt", "A ponte abre.\nCom informações da AFP e da Agência Brasil", ["AFP", "Agência Brasil"]),
    ("nl", "De brug gaat open.\nMet ANP en Reuters", ["ANP", "Reuters"]),
    ("ru", "Мост открыт.\nС использованием материалов ТАСС и РИА Новости", ["RIA Novosti", "TASS"]),
    ("zh", "大桥今天开放。\n（法新社、路透社）", ["AFP", "Reuters"]),
    ("ja", "【AFP＝時事】橋が開通した。", ["AFP", "Jiji Press"]),
]
# A name in a sentence, a word that is written like an agency, and agencies that nobody names.
NONE = [
    ("es", "Madrid. El puente abre hoy, según EFE."),
    ("es", "El ministro habló con la agencia EFE."),
    ("es", "Agencias de viajes (Andina) abren."),
    ("es", "El puente abre hoy.\nAgencias"),
    ("fr", "Il l'a dit dans un entretien avec l'AFP."),
    ("fr", "Selon l'AFP, le pont ouvre."),
    ("fr", "Avec Reuters en bourse, rien ne bouge."),
    ("fr", "Le camp des ats et la SDA ouvre."),
    ("de", "Das sagte der Minister der dpa."),
    ("de", "Wie die dpa berichtet, öffnet die Brücke."),
    ("de", "Die Apa tagt."),
    ("de", "Ein Hase (dpa-Foto) läuft."),
    ("it", "Il ministro ha detto all'ANSA che il ponte apre."),
    ("it", "Bisogna dire (DIRE) la verità."),
    ("pt", "O ministro disse à Lusa que a ponte abre."),
    ("pt", "A ponte da Lusa abre hoje"),
    ("pt", "A ponte abre.\nCom agências"),
    ("nl", "Dat zei de minister tegen het ANP."),
    ("nl", "Belga en Reuters melden dat de brug opent."),
    ("ru", "По данным ТАСС, мост открыт."),
    ("ru", "Спутник — это ракета. Мост открыт."),
    ("ru", "Об этом сообщает ТАСС."),
    ("ru", "Он рассказал об этом РИА Новости."),
    ("ru", "Москва. Это Рейтер - писатель."),
    ("ru", "Мост, о котором писал ТАСС, открыт для всех жителей города."),
    ("ar", "وفا الرجل بوعده - ثم رحل."),
    ("ar", "قالت وكالة رويترز إن الجسر مفتوح."),
    ("ar", "المدرسة الفرنسية في القاهرة مفتوحة."),
    ("ar", "افتتح الجسر، وفقا لوكالة الأناضول."),
    ("ar", "زار مدينة بترا - وهي في الأردن - أمس."),
    ("ar", "افتتح الجسر.\nالمصدر: وكالات"),
    ("zh", "据新华社报道，大桥开放。"),
    ("zh", "路透社的记者说大桥开放。"),
    ("zh", "据新华社电视台报道，大桥开放。"),
    ("zh", "大桥（路透社照片）开放。"),
    ("zh", "新华社的记者参观了大桥。"),
    ("ja", "両社は共同で橋を建てた。"),
    ("ja", "（共同声明）橋が開通した。"),
    ("ja", "【共同声明】橋が開通した。"),
    ("ja", "【時事問題】橋が開通した。"),
    ("ja", "ロイターによると、橋が開通した。"),
    ("ja", "共同【写真】橋"),
    ("hi", "उनकी भाषा (हिंदी) में पुल खुल गया।"),
    ("hi", "वार्ता, भाषा। पुल खुल गया।"),
    ("hi", "दोनों देशों की वार्ता, पुल खुल गया।"),
    ("hi", "एएनआई ने बताया कि पुल खुल गया।"),
    ("hi", "पहली भाषा: हिंदी"),
    ("hi", "पुल खुल गया।\n(एजेंसी इनपुट के साथ)"),
    ("hi", "उनकी भाषा हिंदी है।"),
    ("en", "The APA met on Monday.\nSource: APA"),
]
AGENCIES = {
    "AP": "美联社 АП एपी AP通信 أسوشيتد برس",
    "Reuters": "Рейтер رويترز 路透社 ロイター रॉयटर्स",
    "AFP": "АФП فرانس برس أ.ف.ب 法新社 AFP通信 एएफपी",
    "dpa": "ДПА د.ب.أ 德新社 DPA通信 डीपीए",
    "EFE": "ЭФЕ إفي 埃菲社 EFE通信",
    "ANSA": "АНСА أنسا 安莎社 ANSA通信",
    "TASS": "ТАСС تاس 塔斯社 タス通信",
    "Xinhua": "Синьхуа شينخوا 新华社 新華社 शिन्हुआ",
    "Kyodo": "Киодо كيودو 共同社 共同通信 क्योदो",
    "PTI": "पीटीआई भाषा",
    "Yonhap": "Рёнхап يونهاب 韩联社 聯合ニュース योनहाप",
}


@pytest.mark.parametrize(("language", "text", "agency"), PRINTED)
def test_an_agency_is_one_name_whatever_language_credits_it(language: str, text: str, agency: str) -> None:
    (credit,) = credits(article(text, language=language), {}, language)
    assert (credit.name, credit.agency) == (agency, True)
    assert credit.span is not None and credit.span.of(text).strip()


@pytest.mark.parametrize(("language", "text", "names"), SEVERAL)
def test_a_credit_may_name_several_agencies(language: str, text: str, names: list[str]) -> None:
    assert sorted(c.name for c in credits(article(text, language=language), {}, language)) == names


@pytest.mark.parametrize(("language", "text"), NONE)
def test_no_credit_where_nobody_is_credited(language: str, text: str) -> None:
    assert credits(article(text, language=language), {}, language) == []


@pytest.mark.parametrize(("agency", "forms"), AGENCIES.items())
def test_an_agency_is_one_in_every_script(agency: str, forms: str) -> None:
    listed = agencies_for("en").by_form
    several = forms.replace("أسوشيتد برس", "أسوشيتد_برس").replace("فرانس برس", "فرانس_برس").split()
    assert {listed.get(agency_key(form.replace("_", " "))) for form in several} == {agency}


def test_no_form_is_of_two_agencies() -> None:
    rows = all_languages("agencies")["agencies"]
    for language in languages():
        owners: dict[str, set[str]] = {}
        for row in rows:
            for form in (*row["forms"], *row.get("local", {}).get(language, ())):
                owners.setdefault(agency_key(form), set()).add(row["name"])
        assert {form: of for form, of in owners.items() if len(of) > 1} == {}


def test_several_agencies_of_a_byline_are_each_named_once() -> None:
    signed = article("Мост открыт.", language="ru", authors=("Рейтер и АФП",))
    assert [c.name for c in credits(signed, {}, "ru")] == ["AFP", "Reuters"]
