"""Names, written for this project, that training mixes into the open sets.

The open news set is one broadcaster's, of 2003 to 2010: it holds few companies, clubs and papers. These lists
stand in for them, and the sentences of `ner_frames.txt` place them.
"""

from pathlib import Path

FIRST = """
    James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard
    Susan Joseph Jessica Thomas Sarah Charles Karen Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra
    Steven Ashley Paul Emily Andrew Donna Joshua Michelle Kevin Carol Brian Amanda George Melissa
    Edward Deborah Ronald Stephanie Timothy Rebecca Jason Laura Jeffrey Helen Ryan Sharon Jacob Cynthia
    Gary Amy Nicholas Kathleen Eric Angela Jonathan Anna Stephen Emma Larry Olivia Justin Sophia Scott
    Christine Brandon Janet Benjamin Rachel Samuel Maria Gregory Heather Frank Diane Alexander Julie
    Raymond Joyce Patrick Victoria Jack Kelly Dennis Christina Jerry Joan Tyler Evelyn Aaron Jose
    Lauren Adam Judith Nathan Megan Henry Andrea Carlos Juan Luis Javier Sofia Lucia Diego Pedro Pablo
    Miguel Hans Klaus Jurgen Ingrid Pierre Jean Jacques Marie Luc Chantal Giovanni Marco Luca Paolo
    Giulia Sergei Dmitry Olga Natalia Ivan Igor Yuri Svetlana Mikhail Andrzej Piotr Katarzyna Ahmed
    Mohammed Fatima Omar Ali Hassan Khalid Leila Ibrahim Yusuf Aisha Amir Reza Zahra Rajesh Priya
    Sanjay Anil Sunita Arjun Deepak Vikram Kavita Imran Wasim Tariq Hiroshi Kenji Yuki Akira Naomi
    Takeshi Thabo Sipho Kwame Kofi Chinua Ngozi Amara Desmond Nelson Tendai Emeka Lars Erik Anders Sven
    Astrid Mette Niklas Matti Janos Zoltan Goran Zoran Nikola Dragan Mehmet Recep Ayse Emre Avi Moshe
    Yael Shira Dov Joao Ricardo Fernando Thiago Rafael Bruno Liam Sean Niamh Fiona Callum Angus Gareth
    Rhys Nigel Boris Theresa Jeremy Keir Nicola Kamala Marcus Jamal Keisha Tyrone DeShawn LeBron Serena
    Naomi Jurgen Jose Pep Ole Raheem
""".split()

LAST = """
    Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez
    Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark
    Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams
    Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker
    Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper
    Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James
    Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster
    Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez
    Simmons Graham Muller Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann Koch Dubois
    Lefevre Moreau Laurent Girard Fournier Rossi Ferrari Esposito Bianchi Romano Ricci Conti Ivanov
    Petrov Sokolov Volkov Kuznetsov Popov Lebedev Kozlov Novikov Morozov Kowalski Nowak Wisniewski
    Horvath Nagy Novak Svoboda Dvorak Jovanovic Petrovic Nikolic Papadopoulos Yilmaz Demir Kaya Ozturk
    Cohen Levy Mizrahi Peretz Friedman Goldberg Katz Shapiro Haddad Khoury Mansour Saleh Hussein
    al-Masri al-Hashimi el-Sayed Rahman Khan Malik Sheikh Ahmed Hussain Siddiqui Sharma Singh Gupta
    Kumar Verma Reddy Rao Iyer Nair Banerjee Chatterjee Das Tanaka Suzuki Sato Watanabe Ito Yamamoto
    Nakamura Kobayashi Okafor Adeyemi Okonkwo Mensah Owusu Mwangi Kamau Otieno Moyo Ndlovu Dlamini
    Nkosi Mbeki Zulu Johansson Andersson Karlsson Nilsson Hansen Olsen Larsen Nielsen Jensen Korhonen
    Virtanen da_Silva dos_Santos Oliveira Souza Pereira Costa Almeida Ferreira van_der_Berg van_Dijk
    de_Vries Jansen de_Jong Bakker Visser O'Brien O'Connor O'Neill McCarthy McDonald MacLeod McKenzie
    Fitzgerald Gallagher Byrne Doyle Walsh Kennedy Blinkova Pompeo Merkel Macron Trudeau Sunak Starmer
    Sturgeon Abe Suga Modi Duterte Widodo Bolsonaro Obrador Zelenskiy Lukashenko
""".split()

ASIAN = """
Kim Jong-ho|Park Ji-won|Lee Min-ho|Choi Soon-sil|Chung Mong-joon|Moon Sung-min|Ban Ki-soo|Cho Kuk|
Han Duck-soo|Yoon Seok-min|Xi Yuanping|Wang Wei|Li Keqing|Zhang Gaoli|Liu Heping|Chen Guoming|
Zhao Leji|Hu Chunhua|Yang Jiechi|Wen Jiabing|Wu Bangguo|Sun Zhengcai|Lam Wai-man|Tsai Mei-ling|
Ma Ying-chen|Nguyen Van Minh|Tran Dai Hung|Pham Binh Duc|Le Duc Tho|Aung San Myint|Thein Maung|
Lee Hsien Wei|Goh Chok Seng|Mahathir Ismail|Anwar Osman|Joko Suryanto|Prayuth Chaiyasit|Hun Sarath|
Rodrigo Dela Cruz|Kim Yong-su|Ri Son-ho|Pak Pong-il
"""

COMPANIES = """
Apple|Google|Microsoft|Amazon|Facebook|Tesla|Boeing|Airbus|Pfizer|Moderna|BioNTech|AstraZeneca|
Johnson & Johnson|Goldman Sachs|JPMorgan Chase|Morgan Stanley|Citigroup|Bank of America|Wells Fargo|
HSBC|Barclays|Deutsche Bank|Credit Suisse|UBS|BNP Paribas|Lloyds|Standard Chartered|BlackRock|
Berkshire Hathaway|Exxon Mobil|Chevron|BP|Royal Dutch Shell|Total|Gazprom|Rosneft|Saudi Aramco|
Petrobras|Glencore|Rio Tinto|BHP|Vale|Volkswagen|BMW|Daimler|Toyota|Honda|Nissan|Hyundai|Ford|
General Motors|Fiat Chrysler|Renault|Peugeot|Ryanair|easyJet|Lufthansa|Delta|United Airlines|
American Airlines|Qantas|Cathay Pacific|Emirates|Walmart|Target|Tesco|Sainsbury's|Carrefour|Aldi|
Lidl|Starbucks|McDonald's|Burger King|Coca-Cola|PepsiCo|Nestle|Unilever|Procter & Gamble|Nike|
Adidas|LVMH|Hermes|H&M|Inditex|Alibaba|Tencent|Huawei|ZTE|Baidu|ByteDance|Xiaomi|Lenovo|
Samsung Electronics|LG|SK Hynix|Sony|Nintendo|SoftBank|Panasonic|Toshiba|
Mitsubishi Heavy Industries|Infosys|Tata Steel|Reliance Industries|Airtel|AT&T|Verizon|T-Mobile|
Comcast|Vodafone|Orange|Telefonica|BT Group|Netflix|Disney|Spotify|Uber|Lyft|Airbnb|Twitter|Snap|
Zoom|Palantir|Oracle|IBM|Intel|Nvidia|Qualcomm|Cisco|Dell|HP|SpaceX|Blue Origin|Lockheed Martin|
Raytheon|Northrop Grumman|BAE Systems|Thales|Siemens|General Electric|Honeywell|Caterpillar|3M|
DuPont|Bayer|BASF|Monsanto|Roche|Novartis|Sanofi|GlaxoSmithKline|Merck|Gilead Sciences|Eli Lilly|
Fox Corp|ViacomCBS|News Corp|Pacific Gas & Electric|Northern Rock|Marks & Spencer|Rolls-Royce|
Virgin Atlantic|Thomas Cook|KPMG|Deloitte|PwC|Ernst & Young|McKinsey|Moody's|Fitch|
Standard & Poor's|Brightwater Capital Partners|Harlan Energy Inc.|Northgate Holdings Ltd.|
Sun River Mining Corp.|Kestrel Pharmaceuticals|Oakline Group Plc|Veritas Biotech AG
"""

BODIES = """
Federal Reserve|European Central Bank|Bank of England|Bank of Japan|International Monetary Fund|
World Bank|World Trade Organization|World Health Organization|UNICEF|UNESCO|UNHCR|
European Commission|European Parliament|European Union|EU|UN|U.N. Security Council|African Union|
Arab League|ASEAN|NATO|OPEC|FBI|CIA|NSA|FDA|CDC|EPA|FAA|SEC|FCC|DHS|ICE|Department of Justice|
Justice Department|State Department|Treasury Department|Pentagon|Homeland Security|
Senate Judiciary Committee|House Intelligence Committee|House of Commons|House of Lords|
House of Representatives|Congress|Senate|Supreme Court|High Court|Knesset|Bundestag|Duma|Lok Sabha|
Kremlin|White House|Downing Street|Home Office|Foreign Office|Scotland Yard|Metropolitan Police|
Interpol|Europol|Ministry of Defence|Ministry of Health|Finance Ministry|Interior Ministry|
Border Patrol|Coast Guard|National Guard|Marine Corps|Republican Party|Democratic Party|
Labour Party|Conservative Party|Liberal Democrats|Christian Democratic Union|Social Democrats|
Five Star Movement|National Front|Likud|Hamas|Hezbollah|Taliban|Islamic State|al-Qaida|Boko Haram|
al-Shabab|Amnesty International|Human Rights Watch|Red Cross|Oxfam|Greenpeace|
Doctors Without Borders|Sierra Club|NRA|National Rifle Association|ACLU|NAACP|Planned Parenthood|
AFL-CIO|UAW|Teamsters|Chamber of Commerce|Brookings Institution|Heritage Foundation|Cato Institute|
Pew Research Center|Harvard University|Stanford University|University of Oxford|
Johns Hopkins University|MIT|UCLA|London School of Economics|University of Texas at Austin|
Tsinghua University|Yale Law School|Massachusetts General Hospital|Mayo Clinic|Nasdaq|
New York Stock Exchange|London Stock Exchange|FIFA|UEFA|IOC|International Olympic Committee|NFL|NBA|
MLB|NHL|FIA|ICC|BCCI|World Anti-Doping Agency|Fair Oaks Community College|
Riverside County Sheriff's Department|Los Angeles Police Department|Texas Rangers|Catholic Church|
Vatican
"""

MEDIA = """
Reuters|Associated Press|AP|AFP|Agence France-Presse|BBC|CNN|Fox News|NBC News|CBS News|ABC News|
MSNBC|NPR|New York Times|Washington Post|Wall Street Journal|Los Angeles Times|USA Today|Guardian|
Daily Telegraph|Daily Mail|Financial Times|Economist|Times of London|Sun|Bloomberg|Politico|Axios|
Vox|BuzzFeed News|Breitbart|Der Spiegel|Bild|Le Monde|Le Figaro|El Pais|Corriere della Sera|
La Repubblica|Asahi Shimbun|Nikkei|Yonhap|Xinhua|KCNA|Global Times|South China Morning Post|
Times of India|Hindustan Times|NDTV|Dawn|Al Jazeera|Haaretz|Jerusalem Post|TASS|RIA Novosti|
Interfax|Anadolu|Kyodo|Sydney Morning Herald|Globe and Mail|Toronto Star|Chicago Tribune|
Boston Globe|Miami Herald|Denver Post|Rolling Stone|Vanity Fair|New Yorker|Atlantic|Time|Newsweek
"""

CLUBS = """
Manchester United|Manchester City|Liverpool|Chelsea|Arsenal|Tottenham Hotspur|Everton|
Leicester City|Newcastle United|Aston Villa|West Ham United|Leeds United|Wolverhampton Wanderers|
Southampton|Crystal Palace|Celtic|Rangers|Real Madrid|Barcelona|Atletico Madrid|Sevilla|Valencia|
Real Sociedad|Villarreal|Bayern Munich|Borussia Dortmund|RB Leipzig|Bayer Leverkusen|Schalke 04|
Eintracht Frankfurt|VfL Wolfsburg|Juventus|Inter Milan|AC Milan|Napoli|AS Roma|Lazio|Atalanta|
Paris St Germain|Olympique Marseille|Lyon|Monaco|Lille|Ajax|PSV Eindhoven|Feyenoord|Porto|Benfica|
Sporting|Galatasaray|Fenerbahce|Shakhtar Donetsk|Dynamo Kyiv|Zenit St Petersburg|Salzburg|
Club Brugge|Flamengo|Palmeiras|Boca Juniors|River Plate|Los Angeles Lakers|Golden State Warriors|
Boston Celtics|Miami Heat|Chicago Bulls|New York Knicks|Milwaukee Bucks|Brooklyn Nets|
Dallas Cowboys|New England Patriots|Green Bay Packers|Kansas City Chiefs|Pittsburgh Steelers|
Seattle Seahawks|New York Giants|Buffalo Bills|New York Yankees|Boston Red Sox|Los Angeles Dodgers|
Houston Astros|Chicago Cubs|Washington Nationals|Toronto Maple Leafs|Montreal Canadiens|
Pittsburgh Penguins|Saracens|Leinster|Munster|Toulouse|Crusaders|Mumbai Indians|Chennai Super Kings|
Mercedes|Red Bull|McLaren|Ferrari|Williams|Alpine|Team Ineos|Jumbo-Visma
"""

PLACES = """
Manhattan|Brooklyn|the Bronx|Capitol Hill|Wall Street|Silicon Valley|Hollywood|Long Island|
Staten Island|Bay Area|Midwest|New England|Gulf Coast|Rust Belt|Southern California|
Northern Ireland|Scotland|Wales|England|Catalonia|Bavaria|Lombardy|Tuscany|Normandy|Brittany|
Flanders|Crimea|Donbass|Chechnya|Siberia|Kashmir|Punjab|Kerala|Xinjiang|Tibet|Hong Kong|Macau|
Taiwan|Okinawa|Gaza|West Bank|Golan Heights|Sinai|Kurdistan|Idlib|Tigray|Darfur|Sahel|
Horn of Africa|Maghreb|Balkans|Baltics|Scandinavia|Caucasus|Central Asia|Middle East|Persian Gulf|
Strait of Hormuz|South China Sea|Black Sea|Mediterranean|Baltic Sea|North Sea|Gulf of Mexico|
Lake Victoria|Amazon|Nile|Danube|Rio Grande|Himalayas|Andes|Alps|Rocky Mountains|Sahara|Arctic|
Antarctica|Latin America|Caribbean|Southeast Asia|Eastern Europe|Western Europe|sub-Saharan Africa|
Korean Peninsula|Heathrow|JFK|Times Square|Trafalgar Square|Tiananmen Square|Red Square|
Tahrir Square|Wembley|Old Trafford|Anfield|Camp Nou|Madison Square Garden|Silverstone|Monza|Augusta|
Guantanamo Bay|Fort Hood|Pearl Harbor|Camp David|Mar-a-Lago|Yorkshire|Kent|Cornwall|Lancashire|
Cook County|Orange County|Maricopa County|Palm Beach|Santa Monica|Ferguson
"""

EVENTS = """
World Cup|Champions League|Europa League|Premier League|La Liga|Bundesliga|Serie A|FA Cup|
Super Bowl|World Series|Stanley Cup|Wimbledon|U.S. Open|French Open|Australian Open|Tour de France|
Olympics|Tokyo Olympics|Winter Olympics|Ryder Cup|Masters|Six Nations|Ashes|Formula One|
Monaco Grand Prix|World War II|World War I|Cold War|Vietnam War|Korean War|Gulf War|Civil War|
Holocaust|Arab Spring|Brexit|Hurricane Maria|Hurricane Harvey|Typhoon Haiyan|Cyclone Idai|
Black Friday|Christmas|Ramadan|Easter|Thanksgiving|Labor Day|Oscars|Grammys|Emmys|
Cannes Film Festival|Oktoberfest|Iowa caucuses|Women's March|Boston Marathon|Six-Day War|
Great Depression
"""

# slots: {PER}, {SUR} (a surname alone), {ORG}, {CLUB}, {MEDIA}, {LOC}, {NAT}, {EVT}
FRAMES = (Path(__file__).parent / "ner_frames.txt").read_text("utf-8")
