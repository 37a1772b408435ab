"""Who said what without a parse: marks, cues, clauses and sources, by language. All sentences are our own."""

from __future__ import annotations

from importlib.resources import files

import pytest

from newsfold.extract import annotate
from newsfold.extract.attributions import attributions
from newsfold.extract.attributions.reporting_words import reporting_words
from newsfold.language import languages, reads
from newsfold.records import Mention, Span
from tests.cost import LINEAR, growth
from tests.factories import article

Row = tuple[str | None, str, str]  # speaker, kind, content
READ = [code for code in languages() if code != "en" and reads("attributions", code)]


def rows(text: str, language: str) -> list[Row]:
    return [
        (a.speaker, a.kind, " … ".join(span.of(text) for span in a.content))
        for a in attributions(article(text, language=language))
    ]


GERMAN: list[tuple[str, list[Row]]] = [
    (
        "Drei Menschen wurden verletzt. Das teilte die Polizei mit.",
        [("die Polizei", "indirect", "Drei Menschen wurden verletzt")],
    ),
    (
        "„Wir bauen die Brücke neu“, sagte Bürgermeisterin Anna Holt am Montag.",
        [("Anna Holt", "direct", "„Wir bauen die Brücke neu“")],
    ),
    (
        "»Das reicht nicht«, so Brandt. Die Stadt müsse mehr tun.",
        [("Brandt", "direct", "»Das reicht nicht«"), ("Brandt", "indirect", "Die Stadt müsse mehr tun")],
    ),
    (
        "Die Sprecherin der Polizei sagte am Freitag, dass drei Menschen verletzt worden seien.",
        [("Die Sprecherin der Polizei", "indirect", "dass drei Menschen verletzt worden seien")],
    ),
    (
        "Der Minister erklärte, die Lage sei ernst.",
        [("Der Minister", "indirect", "die Lage sei ernst")],
    ),
    (
        "Die Firma teilte am Dienstag mit, sie werde zwei Werke schließen.",
        [("Die Firma", "indirect", "sie werde zwei Werke schließen")],
    ),
    (
        "Nach Angaben der Feuerwehr brannten zwei Häuser.",
        [("Feuerwehr", "indirect", "brannten zwei Häuser")],
    ),
    ("Laut Polizei brannten zwei Häuser.", [("Polizei", "indirect", "brannten zwei Häuser")]),
    (
        "Zwei Häuser brannten, wie die Feuerwehr mitteilte.",
        [("die Feuerwehr", "indirect", "Zwei Häuser brannten")],
    ),
    (
        "Peter Lind, Chef der Werft, sagte: „Es ist genug. Wir gehen.“ „Und zwar bald“, fügte er hinzu.",
        [
            ("Peter Lind", "direct", "„Es ist genug. Wir gehen.“"),
            ("Peter Lind", "direct", "„Und zwar bald“"),
        ],
    ),
    (
        "„Es war dunkel“, hat Anna Weber gesagt. „Wir sahen nichts.“",
        [("Anna Weber", "direct", "„Es war dunkel“"), ("Anna Weber", "direct", "„Wir sahen nichts.“")],
    ),
    (
        "Der Plan sei „völlig absurd“, sagte der Abgeordnete Jan Krug.",
        [("der Abgeordnete Jan Krug", "mixed", "Der Plan sei „völlig absurd“")],
    ),
    ("Er liest den „Anzeiger“ und das „Abendblatt“ am Hafen.", []),
    ("Der Minister sagte nicht, dass er bleibt.", []),
]

SPANISH: list[tuple[str, list[Row]]] = [
    ("Según dijo, el puente abrirá.", [(None, "indirect", "el puente abrirá")]),
    (
        "Luis Puig, un mecánico de Lugo, que vio la obra, dijo que el puente abrirá.",
        [("Luis Puig", "indirect", "que el puente abrirá")],
    ),
    (
        "La obra avanza, aunque los vecinos afirman que no avanza.",
        [("los vecinos", "indirect", "que no avanza")],
    ),
    (
        "Lugo describió la obra como «enorme» y dijo que abrirá.",
        [("Lugo", "direct", "«enorme»"), ("Lugo", "indirect", "que abrirá")],
    ),
    ("El puente abrirá en mayo, tal como dijo Ruiz.", [("Ruiz", "indirect", "El puente abrirá en mayo")]),
    ("El tren sale a las 12:30 y la alcaldesa informa a las 13:00.", []),
    ("Vino como una mujer que dijo la verdad.", []),
    (
        "La radio, que emite desde hace años, fue la más oída de la ciudad y del mes, señaló Nielsen.",
        [
            (
                "Nielsen",
                "indirect",
                "La radio, que emite desde hace años, fue la más oída de la ciudad y del mes",
            )
        ],
    ),
    (
        "Ruiz informó a la Junta de Lugo de que el puente abrirá.",
        [("Ruiz", "indirect", "que el puente abrirá")],
    ),
    (
        "«No vamos a cerrar el puerto», dijo el lunes la ministra de Pesca, Ana Ruiz, en Vigo.",
        [("Ana Ruiz", "direct", "«No vamos a cerrar el puerto»")],
    ),
    (
        "“Es una locura”, ha afirmado Ruiz. “No volverá a pasar”, ha añadido.",
        [("Ruiz", "direct", "“Es una locura”"), ("Ruiz", "direct", "“No volverá a pasar”")],
    ),
    (
        "El alcalde Pedro Lugo aseguró este martes que el puente abrirá en mayo.",
        [("Pedro Lugo", "indirect", "que el puente abrirá en mayo")],
    ),
    (
        "Según la policía, tres personas resultaron heridas.",
        [("la policía", "indirect", "tres personas resultaron heridas")],
    ),
    (
        "Tres personas resultaron heridas, según informó la policía.",
        [("la policía", "indirect", "Tres personas resultaron heridas")],
    ),
    (
        "Juan Lugo, alcalde de la villa, dijo que no dimitirá. Añadió que seguirá.",
        [("Juan Lugo", "indirect", "que no dimitirá"), ("Juan Lugo", "indirect", "que seguirá")],
    ),
    ("—Vámonos ya —dijo Juan Lugo—.", [("Juan Lugo", "direct", "Vámonos ya")]),
    (
        "Habló Ana Ruiz. El portavoz de la oposición, Pedro Lugo, lamentó que la obra tardara tanto.",
        [("Pedro Lugo", "indirect", "que la obra tardara tanto")],
    ),
    ("El portavoz fue claro: «No habrá acuerdo».", [("El portavoz", "direct", "«No habrá acuerdo»")]),
    (
        'Ruiz dijo que es "una ruina. Nadie lo ve. "Hay que cerrarlo ya". El lunes, Ruiz añadió que se va.',
        [
            ("Ruiz", "mixed", 'que es "una ruina.'),
            ("Ruiz", "direct", '"Hay que cerrarlo ya"'),
            ("Ruiz", "indirect", "que se va"),
        ],
    ),
    ("El vuelo salió a las diez para Madrid.", []),
    ("Se espera que llueva.", []),  # nobody is named
    (
        "Se espera que el puente abra en mayo, informó la alcaldesa Ana Ruiz.",
        [("Ana Ruiz", "indirect", "Se espera que el puente abra en mayo")],
    ),
    ("Lugo anunció un plan de obras para el barrio que costará un millón.", []),  # a relative clause
    (
        "Ruiz asegura no haber visto a nadie en el muelle.",
        [("Ruiz", "indirect", "no haber visto a nadie en el muelle")],
    ),
    ("Ruiz espera ganar las elecciones de mayo.", []),
    (
        "Ruiz dijo que la obra es dura: «Nadie nos había avisado de tanto ruido».",
        [
            ("Ruiz", "indirect", "que la obra es dura"),
            ("Ruiz", "direct", "«Nadie nos había avisado de tanto ruido»"),
        ],
    ),
    (
        "El puerto cerró, criticó Lugo, añadiendo que nadie avisó.",
        [("Lugo", "indirect", "El puerto cerró"), ("Lugo", "indirect", "que nadie avisó")],
    ),
    (
        "Hablando en la radio, Juan Lugo no habló de la deuda, sino que afirmó que el puente abrirá.",
        [("Juan Lugo", "indirect", "que el puente abrirá")],
    ),
    (
        "La carta no gustó al ministro, que en la radio comentó: «Nadie me ha preguntado nada».",
        [("ministro", "direct", "«Nadie me ha preguntado nada»")],
    ),
    (
        "La policía de Lugo (Galicia) anunció que hay dos detenidos.",
        [("La policía de Lugo", "indirect", "que hay dos detenidos")],
    ),
    ("Ruiz dijo a «El Faro» que el puente abrirá.", [("Ruiz", "indirect", "que el puente abrirá")]),
    ("Ruiz dijo más tarde que el puente abrirá.", [("Ruiz", "indirect", "que el puente abrirá")]),
    (
        "Informó la policía de que el puente está cerrado.",
        [("la policía", "indirect", "que el puente está cerrado")],
    ),
]

FRENCH: list[tuple[str, list[Row]]] = [
    (
        "Selon l'annonce de la ville, le pont rouvrira.",
        [("l'annonce de la ville", "indirect", "le pont rouvrira")],
    ),
    ("Paul Vidal, maire de Brest, critique Luc Morel.", []),
    (
        "Selon Anne Leroy, maire de Brest, le pont rouvrira en mai.",
        [("Anne Leroy", "indirect", "le pont rouvrira en mai")],
    ),
    (
        "Anne Leroy, professeur de droit à Brest affirme que le pont rouvrira.",
        [("Anne Leroy", "indirect", "que le pont rouvrira")],
    ),
    (
        "« Le pont est fermé pour un mois », a confié avec émotion Anne Leroy.",
        [("Anne Leroy", "direct", "« Le pont est fermé pour un mois »")],
    ),
    ("La ville a indiqué avoir rouvert le pont.", [("La ville", "indirect", "avoir rouvert le pont")]),
    ("Anne Leroy affirme ne pas vouloir partir.", [("Anne Leroy", "indirect", "ne pas vouloir partir")]),
    ("Anne Leroy espère gagner.", []),
    (
        "Paul Vidal, du journal « Le Phare », a demandé aux élus Anne Leroy et Luc Morel si le pont ouvre.",
        [("Paul Vidal", "indirect", "si le pont ouvre")],
    ),
    (
        "La lettre a été lue par le ministre, qui a répondu : « Je n’ai rien promis à personne. »",
        [("le ministre", "direct", "« Je n’ai rien promis à personne. »")],
    ),
    (
        "Le maire a laissé entendre que le pont rouvrirait.",
        [("Le maire", "indirect", "que le pont rouvrirait")],
    ),
    ("La mairie juge la digue plus sûre que le pont.", []),
    (
        "Le projet serait une « union », a dit Leroy.",
        [("Leroy", "mixed", "Le projet serait une « union »")],
    ),
    (
        "Cependant, le nombre de trains a baissé de moitié, ont affirmé les syndicats.",
        [("les syndicats", "indirect", "Cependant, le nombre de trains a baissé de moitié")],
    ),
    (
        "Paul Vidal, élu de Brest, a visité le port et a déclaré que le pont rouvrirait. Puis Vidal partit.",
        [("Paul Vidal", "indirect", "que le pont rouvrirait")],
    ),
    (
        "« Nous rouvrirons le pont », a déclaré lundi la maire Anne Leroy à Brest.",
        [("Anne Leroy", "direct", "« Nous rouvrirons le pont »")],
    ),
    (
        "Anne Leroy a parlé. « C’est une folie », a-t-elle ajouté. « Nous verrons. »",
        [
            ("Anne Leroy", "direct", "« C’est une folie »"),
            ("Anne Leroy", "direct", "« Nous verrons. »"),
        ],
    ),
    (
        "Le préfet Jean Morel a affirmé mardi que la ville « tiendrait bon ».",
        [("Jean Morel", "mixed", "que la ville « tiendrait bon »")],
    ),
    (
        "D’après l’avocat de la famille, le dossier est clos.",
        [("l’avocat de la famille", "indirect", "le dossier est clos")],
    ),
    (
        "Trois personnes ont été blessées, selon la préfecture.",
        [("la préfecture", "indirect", "Trois personnes ont été blessées")],
    ),
    (
        "Trois personnes ont été blessées, a indiqué à l’AFP une source policière.",
        [("une source policière", "indirect", "Trois personnes ont été blessées")],
    ),
    (
        "M. Dupont, maire de la ville, a expliqué qu’il ne partirait pas.",
        [("M. Dupont", "indirect", "qu’il ne partirait pas")],
    ),
    (
        "« Nous gagnerons, a promis Jean Morel, et nous reviendrons. »",
        [("Jean Morel", "direct", "« Nous gagnerons … et nous reviendrons. »")],
    ),
    ("« C’est fini », s’est exclamée Claire Morel.", [("Claire Morel", "direct", "« C’est fini »")]),
    ("Le train a quitté Paris à dix heures.", []),
]

PORTUGUESE: list[tuple[str, list[Row]]] = [
    (
        "O porto disse que ontem só o ministro saiu.",
        [("O porto", "indirect", "que ontem só o ministro saiu")],
    ),
    ("O grupo mencionou 390 planos da obra que falharam.", []),
    ("O porto fechou no segundo trimestre do ano.", []),
    (
        '"A ponte fecha em maio", declarou no início de domingo a autarca Ana Ruiz.',
        [("Ana Ruiz", "direct", '"A ponte fecha em maio"')],
    ),
    ("O porto disse-lhe que fecha.", [("O porto", "indirect", "que fecha")]),
    ("Prevê-se que a ponte abra em maio.", []),
    ("Ana Ruiz disse ter recebido a carta.", [("Ana Ruiz", "indirect", "ter recebido a carta")]),
    ("O preço caiu no segundo trimestre.", []),
    (
        '"Vamos fechar a ponte, disse Ana Ruiz em Lisboa. Depois saiu. O presidente falou.',
        [("Ana Ruiz", "direct", '"Vamos fechar a ponte')],  # the closing mark is missing
    ),
    ('Como escreveu no Diário: "A ponte fecha em maio."', [(None, "direct", '"A ponte fecha em maio."')]),
    (
        "Os barcos param no porto de D.C. Ruiz disse que a ponte fecha.",
        [("Ruiz", "indirect", "que a ponte fecha")],
    ),
    (
        "“Não vamos fechar o porto”, disse na segunda-feira a ministra Ana Lopes, em Lisboa.",
        [("Ana Lopes", "direct", "“Não vamos fechar o porto”")],
    ),
    (
        "“É uma loucura”, disse Silva. “Não vai acontecer”, acrescentou.",
        [("Silva", "direct", "“É uma loucura”"), ("Silva", "direct", "“Não vai acontecer”")],
    ),
    (
        "O prefeito João Silva afirmou que a ponte reabre em maio.",
        [("João Silva", "indirect", "que a ponte reabre em maio")],
    ),
    (
        "Segundo a polícia, três pessoas ficaram feridas.",
        [("a polícia", "indirect", "três pessoas ficaram feridas")],
    ),
    (
        "Três pessoas ficaram feridas, informou a polícia.",
        [("a polícia", "indirect", "Três pessoas ficaram feridas")],
    ),
    ("— Vamos embora — disse João.", [("João", "direct", "Vamos embora")]),
    ("O porta-voz foi claro: “Não haverá acordo”.", [("O porta-voz", "direct", "“Não haverá acordo”")]),
    ("A espera que todos conhecem acabou.", []),
]

ITALIAN: list[tuple[str, list[Row]]] = [
    (
        "«Il ponte è chiuso». Lo ha detto il sindaco Mario Bianchi ai giornalisti.",
        [("Mario Bianchi", "direct", "«Il ponte è chiuso»")],
    ),
    (
        "Il ponte riaprirà a maggio. Lo riferisce la polizia.",
        [("la polizia", "indirect", "Il ponte riaprirà a maggio")],
    ),
    ("Il sindaco ha chiuso il porto nel secondo trimestre dell'anno.", []),
    (
        "L'idea non piace al ministro Rossi, che durante una visita ha commentato: «Non succederà più».",
        [("ministro Rossi", "direct", "«Non succederà più»")],
    ),
    (
        "Anna Rossi ha scherzato sul fatto che il porto sia più vecchio di lei.",
        [("Anna Rossi", "indirect", "che il porto sia più vecchio di lei")],
    ),
    (
        "Bianchi ha dipinto il muro «per dire alla gente che siamo qui. Nessuno deve restare solo».",
        [("Bianchi", "direct", "«per dire alla gente che siamo qui. Nessuno deve restare solo»")],
    ),
    (
        "«Il porto resta aperto», Bianchi ha detto a PortoNews.com. «Ho visto arrivare le navi e basta».",
        [
            ("Bianchi", "direct", "«Il porto resta aperto»"),
            ("Bianchi", "direct", "«Ho visto arrivare le navi e basta»"),
        ],
    ),
    (
        "La città ha tre casi di AIDS. Oltre ottocento persone sono in cura, secondo fonti del ministero.",
        [("fonti del ministero", "indirect", "Oltre ottocento persone sono in cura")],
    ),
    (
        "«Non chiuderemo il porto», ha detto lunedì la ministra Anna Rossi a Roma.",
        [("Anna Rossi", "direct", "«Non chiuderemo il porto»")],
    ),
    (
        "«È una follia», ha detto Bianchi. «Non succederà più», ha aggiunto.",
        [("Bianchi", "direct", "«È una follia»"), ("Bianchi", "direct", "«Non succederà più»")],
    ),
    (
        "Il sindaco Mario Bianchi ha affermato che il ponte riaprirà a maggio.",
        [("Mario Bianchi", "indirect", "che il ponte riaprirà a maggio")],
    ),
    (
        "Secondo la polizia, tre persone sono ferite.",
        [("la polizia", "indirect", "tre persone sono ferite")],
    ),
    (
        "Tre persone sono ferite, secondo quanto riferito dalla questura.",
        [("questura", "indirect", "Tre persone sono ferite")],
    ),
    (
        "«Vinceremo, ha detto Mario Rossi, e torneremo».",
        [("Mario Rossi", "direct", "«Vinceremo … e torneremo»")],
    ),
    ("L'uomo è stato accusato dal giudice.", []),
]

DUTCH: list[tuple[str, list[Row]]] = [
    (
        "De brug gaat in mei open. Dat zegt burgemeester Jan Bakker.",
        [("Jan Bakker", "indirect", "De brug gaat in mei open")],
    ),
    ("Dat meldt de politie.", []),
    (
        "Experts geloven dat de brug in mei opengaat.",
        [("Experts", "indirect", "dat de brug in mei opengaat")],
    ),
    ("De storm vond plaats op een dag, dat wisten de buren.", []),
    ("Bakker leek niet te geloven in het plan: dat werd duidelijk.", []),
    (
        "“We sluiten de haven” zou de burgemeester hebben gezegd volgens een verslag.",
        [("de burgemeester", "direct", "“We sluiten de haven”")],
    ),
    (
        "Bakker vertelde “Haven Vandaag” dat de brug in mei opengaat.",
        [("Bakker", "indirect", "dat de brug in mei opengaat")],
    ),
    (
        'De brug was dicht\'." "Het duurt niet lang meer" zei Bakker. '
        '"We bouwen al aan een nieuwe" zei De Vries.',
        [
            ("Bakker", "direct", '"Het duurt niet lang meer"'),
            ("De Vries", "direct", '"We bouwen al aan een nieuwe"'),
        ],
    ),
    (
        "“We sluiten de haven niet”, zei minister Anna de Vries maandag in Rotterdam.",
        [("Anna de Vries", "direct", "“We sluiten de haven niet”")],
    ),
    (
        "“Het is waanzin”, zei Bakker. “Het gebeurt niet weer”, voegde hij toe.",
        [("Bakker", "direct", "“Het is waanzin”"), ("Bakker", "direct", "“Het gebeurt niet weer”")],
    ),
    (
        "Burgemeester Jan Bakker zegt dat de brug in mei opengaat.",
        [("Jan Bakker", "indirect", "dat de brug in mei opengaat")],
    ),
    (
        "Volgens de politie zijn drie mensen gewond.",
        [("de politie", "indirect", "zijn drie mensen gewond")],
    ),
    ("Drie mensen zijn gewond, aldus de politie.", [("de politie", "indirect", "Drie mensen zijn gewond")]),
    (
        "Het bedrijf maakte dinsdag bekend dat het twee fabrieken sluit.",
        [("Het bedrijf", "indirect", "dat het twee fabrieken sluit")],
    ),
    ("De trein vertrok om tien uur naar Utrecht.", []),
]

RUSSIAN: list[tuple[str, list[Row]]] = [
    (
        "Мост откроют в мае. Об этом сообщил мэр Пётр Сидоров.",
        [("Пётр Сидоров", "indirect", "Мост откроют в мае")],
    ),
    (
        "Иванова заявила, что мост откроют. Об этом сообщил Сидоров.",
        [("Иванова", "indirect", "что мост откроют")],
    ),
    (
        "Мэр не назвал срок, сказав, что мост откроют летом.",
        [("Мэр", "indirect", "что мост откроют летом")],
    ),
    (
        "Однако, число аварий выросло вдвое, заявили представители полиции.",
        [("представители полиции", "indirect", "Однако, число аварий выросло вдвое")],
    ),
    (
        "Анна Иванова называет мост «опасным», и утверждает, что его закроют.",
        [("Анна Иванова", "indirect", "что его закроют")],
    ),
    (
        "«Мы должны построить мост сейчас», — так говорит Сидоров о плане. «Это важный день».",
        [
            ("Сидоров", "direct", "«Мы должны построить мост сейчас»"),
            ("Сидоров", "direct", "«Это важный день»"),
        ],
    ),
    (
        "Это не понравилось мэру, который прокомментировал: «Мост пора закрыть навсегда».",
        [("мэру", "direct", "«Мост пора закрыть навсегда»")],
    ),
    (
        "Это был трудный год». Мост закрыли. «Мы построим новый мост», - сказал Сидоров. "
        "«Деньги у города есть», — добавила Иванова.",
        [("Сидоров", "direct", "«Мы построим новый мост»"), ("Иванова", "direct", "«Деньги у города есть»")],
    ),
    (
        "«Мы не закроем порт», — сказала в понедельник министр Анна Иванова.",
        [("Анна Иванова", "direct", "«Мы не закроем порт»")],
    ),
    (
        "«Это безумие, — сказал Сидоров. — Больше такого не будет».",
        [("Сидоров", "direct", "«Это безумие … Больше такого не будет»")],
    ),
    (
        "Мэр города Пётр Сидоров заявил, что мост откроют в мае.",
        [("Пётр Сидоров", "indirect", "что мост откроют в мае")],
    ),
    ("По словам полиции, трое ранены.", [("полиции", "indirect", "трое ранены")]),
    (
        "Мэр заявила, что мост обошёлся в десять миллионов, сообщает ТАСС.",
        [("Мэр", "indirect", "что мост обошёлся в десять миллионов")],
    ),
    ("Трое ранены, сообщили в полиции.", [("полиции", "indirect", "Трое ранены")]),
    ("Трое ранены, сообщает ТАСС.", [("ТАСС", "indirect", "Трое ранены")]),
    (
        "«Да, будет», — сказал Пётр Сидоров. По его словам, мост откроют. «И скоро», — добавил Сидоров.",
        [
            ("Пётр Сидоров", "direct", "«Да, будет»"),
            ("Пётр Сидоров", "indirect", "мост откроют"),
            ("Пётр Сидоров", "direct", "«И скоро»"),
        ],
    ),
    (
        "— Поехали, — сказал Иван. — Уже поздно.",
        [("Иван", "direct", "Поехали"), ("Иван", "direct", "Уже поздно")],
    ),
    ("Поезд ушёл в Москву в десять часов.", []),
    (
        "Накануне в эфире «Моста» Сидоров заявил, что мост откроют в мае.",
        [("Сидоров", "indirect", "что мост откроют в мае")],
    ),
    (
        "Сидоров в четверг заявил следующее: «Мост откроют в мае».",
        [("Сидоров", "direct", "«Мост откроют в мае»")],
    ),
    (
        "Другая странность в том, что Сидоров сказал, что мост откроют.",
        [("Сидоров", "indirect", "что мост откроют")],
    ),
    (
        "Мост откроют в мае, сообщил агентству Пётр Сидоров.",
        [("Пётр Сидоров", "indirect", "Мост откроют в мае")],
    ),
    ("Согласно плану мост откроют в мае.", []),
    ("Согласно записям они виделись в мае.", [("записям", "indirect", "они виделись в мае")]),
]

ARABIC: list[tuple[str, list[Row]]] = [
    (
        "«لن نغلق الميناء»، قالت الوزيرة آنا حداد في بيروت.",
        [("الوزيرة آنا حداد", "direct", "«لن نغلق الميناء»")],
    ),
    ('وأضاف علي: "هذا أجمل يوم في حياتي".', [("علي", "direct", '"هذا أجمل يوم في حياتي"')]),
    (
        "وقال رئيس البلدية أحمد علي يوم الاثنين إن الجسر سيفتح في مايو.",
        [("رئيس البلدية أحمد علي", "indirect", "إن الجسر سيفتح في مايو")],
    ),
    ("بحسب الشرطة، أصيب ثلاثة أشخاص.", [("الشرطة", "indirect", "أصيب ثلاثة أشخاص")]),
    ("وصل القطار إلى بيروت في الساعة العاشرة.", []),
    ("أكدت الشرطة فيما بعد أن الجسر مغلق.", [("الشرطة", "indirect", "أن الجسر مغلق")]),
    (
        "وكانت آنا حداد قد صرحت سابقًا بأن الجسر مغلق.",
        [("آنا حداد", "indirect", "بأن الجسر مغلق")],
    ),
]

HINDI: list[tuple[str, list[Row]]] = [
    (
        "“हम बंदरगाह बंद नहीं करेंगे,” मंत्री अनीता सिंह ने सोमवार को कहा।",
        [("मंत्री अनीता सिंह", "direct", "“हम बंदरगाह बंद नहीं करेंगे,”")],
    ),
    (
        "शर्मा ने कहा, “यह मेरे जीवन का सबसे अच्छा दिन है।”",
        [("शर्मा", "direct", "“यह मेरे जीवन का सबसे अच्छा दिन है।”")],
    ),
    (
        "मेयर राम शर्मा ने कहा कि पुल मई में खुलेगा।",
        [("मेयर राम शर्मा", "indirect", "कि पुल मई में खुलेगा")],
    ),
    ("पुलिस के मुताबिक तीन लोग घायल हुए।", [("पुलिस", "indirect", "तीन लोग घायल हुए")]),
    ("ट्रेन दस बजे दिल्ली पहुँची।", []),
    (
        "सोमवार को एक बैठक के बाद मेयर राम शर्मा ने कहा कि पुल मई में खुलेगा।",
        [("मेयर राम शर्मा", "indirect", "कि पुल मई में खुलेगा")],
    ),
    (
        "मेयर शर्मा ने कहा कि पुल पर 4,700 गाड़ियां थीं।",
        [("मेयर शर्मा", "indirect", "कि पुल पर 4,700 गाड़ियां थीं")],
    ),
]

CHINESE: list[tuple[str, list[Row]]] = [
    ("“我们不会关闭港口，”部长王丽说。", [("部长王丽", "direct", "“我们不会关闭港口，”")]),
    (
        "市长张伟在记者会上说：“这是我任期内最美好的一天。”",
        [("市长张伟", "direct", "“这是我任期内最美好的一天。”")],
    ),
    ("发言人李明星期一表示，大桥将于五月开放。", [("发言人李明", "indirect", "大桥将于五月开放")]),
    ("据新华社报道，三人受伤。", [("新华社", "indirect", "三人受伤")]),
    ("李明：“大桥将于五月开放。”", [("李明", "direct", "“大桥将于五月开放。”")]),
    ("他没有说，他会留下。", []),
    ("据悉，大桥将于五月开放。", [(None, "indirect", "大桥将于五月开放")]),
    ("根据有关规定，大桥将于五月开放。", []),
    ("市长张伟突然宣布，大桥将于五月开放。", [("市长张伟", "indirect", "大桥将于五月开放")]),
    ("学校将继续教育司机不要在桥上停车。", []),
    ("桥梁名称 长度 宽度 高度 开放时间", []),
    ("这部名为“春天的故事”的电影下周上映。", []),
]

JAPANESE: list[tuple[str, list[Row]]] = [
    ("田中市長は「港は閉めない」と述べた。", [("田中市長", "direct", "「港は閉めない」")]),
    (
        "「任期の中で最も良い日だ」と市長は述べた。",
        [("市長", "direct", "「任期の中で最も良い日だ」")],
    ),
    (
        "会見で田中さんは「これは大変だ」「もう起きない」などと話した。",
        [("田中さん", "direct", "「これは大変だ」 … 「もう起きない」")],
    ),
    (
        "佐藤報道官は、橋は5月に開通すると発表した。",
        [("佐藤報道官", "indirect", "橋は5月に開通する")],
    ),
    ("橋は5月に開通すると、佐藤報道官は発表した。", [("佐藤報道官", "indirect", "橋は5月に開通する")]),
    ("警察によると、3人がけがをした。", [("警察", "indirect", "3人がけがをした")]),
    (
        "市長は次のように述べた：「橋は5月に開通します。」",
        [("市長", "direct", "「橋は5月に開通します。」")],
    ),
    ("映画「春の物語」は来週公開される。", []),
    ("市長は橋を早く開けるという呼びかけにも抵抗した。", []),
]

CASES = {
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
    "pt": PORTUGUESE,
    "it": ITALIAN,
    "nl": DUTCH,
    "ru": RUSSIAN,
    "ar": ARABIC,
    "hi": HINDI,
    "zh": CHINESE,
    "ja": JAPANESE,
}


@pytest.mark.parametrize(
    ("language", "text", "wanted"), [(code, *case) for code, cases in CASES.items() for case in cases]
)
def test_who_said_what(language: str, text: str, wanted: list[Row]) -> None:
    assert rows(text, language) == wanted


def test_a_source_goes_to_the_end_of_a_name_that_letters_alone_cut() -> None:
    text = "Мост откроют в мае, сообщило Речное управление города."
    body = Span(start=text.index("Речное"), end=text.index(" города"))
    known = Mention(article_id="a", span=body, kind="organisation")
    said = attributions(article(text, language="ru"), mentions=[known])
    assert [span.of(text) for a in said for span in a.source] == ["Речное управление"]
    assert [a.speaker for a in said] == ["Речное управление"]


def test_every_language_with_words_is_tried_here() -> None:
    assert set(READ) == set(CASES)


@pytest.mark.parametrize("language", READ)
def test_every_language_has_the_same_sections(language: str) -> None:
    assert reporting_words(language).cues
    path = files("newsfold").joinpath("language", language, "attributions.txt")
    named = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("[")]
    spanish = files("newsfold").joinpath("language", "es", "attributions.txt")
    assert named == [
        line for line in spanish.read_text(encoding="utf-8").splitlines() if line.startswith("[")
    ]


def test_the_agency_that_words_came_through_is_told_from_a_credit() -> None:
    through = "„Es brennt“, sagte Anna Holt der Nachrichtenagentur dpa."
    (said,) = attributions(article(through, language="de"))
    assert said.relay is not None
    assert (said.speaker, said.relayed_by, said.relay.of(through)) == ("Anna Holt", "dpa", "dpa")
    credited = "„Es brennt“, sagte Anna Holt (dpa)."
    (said,) = attributions(article(credited, language="de"))
    assert (said.speaker, said.relayed_by) == ("Anna Holt", None)
    behind = "Мэр заявила, что мост открыт, сообщает ТАСС."
    (said,) = attributions(article(behind, language="ru"))
    assert (said.speaker, said.relayed_by) == ("Мэр", "ТАСС")
    spoken = "Wie die dpa berichtete, brannten zwei Häuser."
    (said,) = attributions(article(spoken, language="de"))
    assert (said.speaker, said.relayed_by) == ("dpa", "dpa")


def test_source_cue_and_content_are_characters_of_the_text() -> None:
    text = "„Wir bauen neu“, sagte Anna Holt am Montag."
    (said,) = annotate(article(text, language="de")).attributions
    assert [s.of(text) for s in (*said.source, *said.cue)] == ["Anna Holt", "sagte"]


def test_a_surname_is_led_to_the_full_name() -> None:
    text = "Die Stadt plant neu. Peter Lind stellte den Plan vor. „Er ist gut“, sagte Lind."
    assert rows(text, "de")[-1] == ("Peter Lind", "direct", "„Er ist gut“")


def test_names_lead_a_surname_to_its_person_where_no_capital_tells() -> None:
    text = "وقالت رئيسة البلدية آنا رويز: «هذا أجمل يوم في ولايتي». وأضافت رويز أن البناء كلف مليون يورو."
    news = article(text, language="ar")
    first, last = text.index("آنا رويز"), text.rindex("رويز")
    named = [
        Mention(article_id=news.id, span=Span(start=at, end=end), kind="person", chain=0)
        for at, end in ((first, first + 8), (last, last + 4))
    ]
    said = attributions(news, mentions=named)
    assert [attribution.speaker for attribution in said] == ["آنا رويز", "آنا رويز"]


@pytest.mark.parametrize("language", READ)
@pytest.mark.parametrize(
    "text",
    ["", "«", "„“", "» «", "«a «b «c", "“‘“‘“", "— — —", ": ", "„Es brennt, sagte", ",,,,", "\n\n«\n»\n"],
)
def test_broken_text_is_no_error(language: str, text: str) -> None:
    attributions(article(text, language=language))


@pytest.mark.parametrize("language", READ)
@pytest.mark.parametrize(
    "piece", ["„a“, sagte A, ", "«a «b ", "said dijo dit ", "x" * 10, "a, b: ", "— a ", "「あ」と", "他说，"]
)
def test_cost_is_linear_in_text_without_an_end(language: str, piece: str) -> None:
    def work(text: str) -> None:
        attributions(article(text, language=language))

    assert growth(work, lambda size: piece * (size // len(piece)), 3_000) < LINEAR


def test_a_cue_with_an_and_on_it_says_nothing_of_the_clause_before_it() -> None:
    text = "ولقي تسعة عمال مصرعهم، وكشف يوم الثلاثاء عن لوحة تحمل أسماءهم."
    assert attributions(article(text, language="ar")) == []
    (spoken,) = attributions(article("الجسر مغلق، قال الوزير كريم منصور.", language="ar"))
    assert spoken.speaker == "الوزير كريم منصور"
    (spoken,) = attributions(article("«الجسر مغلق اليوم»، وأضاف الوزير كريم منصور أمس.", language="ar"))
    assert spoken.speaker == "الوزير كريم منصور"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "El puente ha abierto en mayo y Ruiz dijo que llueve.", "Ruiz"),
        ("es", "El puente abrirá hoy y Ruiz dijo que llueve.", "Ruiz"),
        ("it", "Altri hanno riso e una donna ha detto che piove.", "una donna"),
        ("nl", "Anderen prezen de brug en een vrouw zei dat het regent.", "een vrouw"),
        ("es", "La Agencia para la Ciencia y la Pesca dijo que llueve.", "La Agencia"),
        ("nl", "Het Agentschap voor Kunst en Toerisme zei dat het regent.", "Het Agentschap"),
    ],
)
def test_behind_and_another_clause_has_its_subject(language: str, text: str, speaker: str) -> None:
    """Unless what stands before may be one name."""
    assert [row[0] for row in rows(text, language)] == [speaker]
