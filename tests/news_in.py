# ruff: noqa: E501
"""A page of news in each language that is read, written for the tests: a bridge opens.

Dates are all 2 February 2021, 18:30 by the page's clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsfold.language import direction


@dataclass(frozen=True, slots=True)
class News:
    """What a page shows: its title, paragraphs, date line, byline, and lines that are none of the article."""

    title: str
    text: tuple[str, ...]
    dated: str
    byline: str
    author: str
    boilerplate: tuple[str, ...]


NEWS = {
    "es": News(
        "El alcalde inaugura el nuevo puente sobre el río",
        (
            "El alcalde de la ciudad inauguró el martes el nuevo puente sobre el río, dos años después del cierre "
            "del anterior, que había quedado dañado por una crecida.",
            "«Es el mejor día de mi mandato», dijo ante unas trescientas personas que se reunieron en la orilla "
            "para ver pasar los primeros coches y escuchar a la banda municipal.",
        ),
        "Publicado el 2 de febrero de 2021 a las 18:30",
        "Por Jane Roe",
        "Jane Roe",
        ("Compartir en Facebook", "Lo más leído", "Comentarios (12)", "Suscríbete a nuestra newsletter"),
    ),
    "fr": News(
        "Le maire inaugure le nouveau pont sur la rivière",
        (
            "Le maire de la ville a inauguré mardi le nouveau pont sur la rivière, deux ans après la fermeture de "
            "l’ancien, qui avait été endommagé par une crue.",
            "« C’est le plus beau jour de mon mandat », a-t-il dit devant quelque trois cents personnes réunies sur "
            "la rive pour voir passer les premières voitures et entendre la fanfare.",
        ),
        "Publié le 2 février 2021 à 18h30",
        "Par Jane Roe",
        "Jane Roe",
        ("Partager sur Facebook", "À lire aussi", "Les plus lus", "Abonnez-vous"),
    ),
    "de": News(
        "Bürgermeister eröffnet die neue Brücke über den Fluss",
        (
            "Der Bürgermeister der Stadt hat am Dienstag die neue Brücke über den Fluss eröffnet, zwei Jahre nachdem "
            "die alte wegen eines Hochwassers gesperrt worden war.",
            "„Das ist der schönste Tag meiner Amtszeit“, sagte er vor rund dreihundert Menschen, die am Ufer "
            "zusammengekommen waren, um die ersten Autos fahren zu sehen.",
        ),
        "2. Februar 2021, 18:30 Uhr",
        "Von Jane Roe",
        "Jane Roe",
        ("Auf Facebook teilen", "Lesen Sie auch", "Meistgelesen", "Newsletter abonnieren"),
    ),
    "pt": News(
        "Prefeito inaugura a nova ponte sobre o rio",
        (
            "O prefeito da cidade inaugurou na terça-feira a nova ponte sobre o rio, dois anos depois do fechamento "
            "da anterior, que tinha sido danificada por uma cheia.",
            "“É o melhor dia do meu mandato”, disse ele diante de cerca de trezentas pessoas que se reuniram na "
            "margem para ver passar os primeiros carros e ouvir a banda.",
        ),
        "Publicado em 2 de fevereiro de 2021 às 18h30",
        "Por Jane Roe",
        "Jane Roe",
        ("Compartilhar no Facebook", "Leia também", "Mais lidas", "Assine nossa newsletter"),
    ),
    "it": News(
        "Il sindaco inaugura il nuovo ponte sul fiume",
        (
            "Il sindaco della città ha inaugurato martedì il nuovo ponte sul fiume, due anni dopo la chiusura di "
            "quello vecchio, che era stato danneggiato da una piena.",
            "«È il giorno più bello del mio mandato», ha detto davanti a circa trecento persone che si erano riunite "
            "sulla riva per vedere passare le prime auto e sentire la banda.",
        ),
        "Pubblicato il 2 febbraio 2021 alle 18:30",
        "di Jane Roe",
        "Jane Roe",
        ("Condividi su Facebook", "Leggi anche", "I più letti", "Iscriviti alla newsletter"),
    ),
    "nl": News(
        "Burgemeester opent de nieuwe brug over de rivier",
        (
            "De burgemeester van de stad heeft dinsdag de nieuwe brug over de rivier geopend, twee jaar nadat de oude "
            "brug door hoog water was beschadigd en gesloten.",
            "“Dit is de mooiste dag van mijn ambtstermijn”, zei hij voor ongeveer driehonderd mensen die op de oever "
            "bijeen waren gekomen om de eerste auto’s te zien rijden.",
        ),
        "Gepubliceerd op 2 februari 2021 om 18:30",
        "Door Jane Roe",
        "Jane Roe",
        ("Delen op Facebook", "Lees ook", "Meest gelezen", "Meld je aan voor de nieuwsbrief"),
    ),
    "ru": News(
        "Мэр открыл новый мост через реку",
        (
            "Мэр города открыл во вторник новый мост через реку, через два года после закрытия старого, который был "
            "повреждён во время наводнения.",
            "«Это лучший день моей работы», — сказал он перед тремя сотнями человек, которые собрались на берегу, "
            "чтобы увидеть первые машины и послушать городской оркестр.",
        ),
        "2 февраля 2021, 18:30",
        "Автор: Иван Петров",
        "Иван Петров",
        ("Поделиться", "Читайте также", "Самое читаемое", "Подпишитесь на рассылку"),
    ),
    "ar": News(
        "رئيس البلدية يفتتح الجسر الجديد فوق النهر",
        (
            "افتتح رئيس بلدية المدينة يوم الثلاثاء الجسر الجديد فوق النهر بعد عامين من إغلاق الجسر القديم الذي تضرر "
            "بسبب الفيضان في ذلك العام.",
            "وقال أمام نحو ثلاثمئة شخص تجمعوا على ضفة النهر لمشاهدة مرور السيارات الأولى والاستماع إلى فرقة المدينة: "
            "«هذا أجمل يوم في ولايتي».",
        ),
        "نشر في 2 فبراير 2021 الساعة 18:30",
        "بقلم: أحمد علي",
        "أحمد علي",
        ("شارك على فيسبوك", "اقرأ أيضا", "الأكثر قراءة", "اشترك في النشرة البريدية"),
    ),
    "zh": News(
        "市长为跨河新桥剪彩通车",
        (
            "市长星期二为跨河新桥剪彩，两年前旧桥因洪水受损而关闭，市民一直只能绕道而行，附近的商铺也因此受到不小的影响。",
            "“这是我任期内最美好的一天，”他对聚集在河岸上的大约三百名市民说，大家前来观看第一批汽车驶过，并聆听市乐团的演奏。",
        ),
        "2021年2月2日 18时30分",
        "记者：王小明",
        "王小明",
        ("分享到微博", "相关阅读", "热门文章", "责任编辑：李华"),
    ),
    "ja": News(
        "市長、川に架かる新しい橋の開通式に出席",
        (
            "市長は火曜日、川に架かる新しい橋の開通式に出席した。古い橋は二年前の洪水で損傷し、それ以来ずっと通行止めになっていた。",
            "「任期の中で最も良い日だ」と市長は述べた。岸辺にはおよそ三百人の市民が集まり、最初の車が渡るのを見守り、市の楽団の演奏に耳を傾けた。",
        ),
        "2021年2月2日 18時30分",
        "記者：田中太郎",
        "田中太郎",
        ("シェアする", "関連記事", "アクセスランキング", "この記事をツイートする"),
    ),
    "hi": News(
        "मेयर ने नदी पर बने नए पुल का उद्घाटन किया",
        (
            "शहर के मेयर ने मंगलवार को नदी पर बने नए पुल का उद्घाटन किया। पुराना पुल दो साल पहले बाढ़ में क्षतिग्रस्त होने के "
            "बाद से बंद पड़ा था और लोगों को लंबा चक्कर लगाना पड़ता था।",
            "उन्होंने किनारे पर जमा हुए लगभग तीन सौ लोगों के सामने कहा, “यह मेरे कार्यकाल का सबसे अच्छा दिन है।” लोग पहली "
            "गाड़ियों को गुजरते देखने और शहर का बैंड सुनने आए थे।",
        ),
        "प्रकाशित: 2 फ़रवरी 2021, 18:30",
        "लेखक: राम कुमार",
        "राम कुमार",
        ("फेसबुक पर शेयर करें", "यह भी पढ़ें", "सबसे ज्यादा पढ़ी गई", "न्यूज़लेटर के लिए साइन अप करें"),
    ),
}


def page_in(language: str, *, stated: str | None = None, charset: str = "utf-8") -> bytes:
    """The page, whose markup says nothing but its title: date and author stand in its text alone."""
    news = NEWS[language]
    above = "".join(f"<li><a href='/{n}'>{line}</a></li>" for n, line in enumerate(news.boilerplate[:2]))
    below = "".join(
        f"<div class='row'><a href='/x{n}'>{line}</a></div>" for n, line in enumerate(news.boilerplate[2:])
    )
    return (
        f"<html lang='{stated or language}' dir='{direction(language)}'><head><title>{news.title}</title></head><body>"
        f"<ul>{above}</ul><article><h1>{news.title}</h1><div>{news.byline}</div><div>{news.dated}</div>"
        f"{''.join(f'<p>{line}</p>' for line in news.text)}</article>{below}</body></html>"
    ).encode(charset, "xmlcharrefreplace")
