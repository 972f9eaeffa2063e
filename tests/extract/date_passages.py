"""Short passages in many papers' styles, each with the dates it names: (words, EDTF, basis).

Written for these tests; the fairs and speakers are made up. "e" is explicit, "i" inferred.
"""

from typing import NamedTuple


class Passage(NamedTuple):
    """A text, the day it was published (None: not told) and the dates in it."""

    text: str
    published: str | None
    dates: tuple[tuple[str, str, str], ...]


def _p(text: str, published: str | None, *dates: tuple[str, str, str]) -> Passage:
    return Passage(text, published, dates)


PASSAGES = (
    # Ranges of days.
    _p(
        "The fair ran from 5 to 10 November 2018 in Shanghai.",
        None,
        ("5 to 10 November 2018", "2018-11-05/2018-11-10", "e"),
    ),
    _p(
        "It was held from 30 October to 3 November 2019.",
        None,
        ("30 October to 3 November 2019", "2019-10-30/2019-11-03", "e"),
    ),
    _p(
        "HANNOVER – The show (31 March–4 April 2025) drew 127,000 visitors.",
        None,
        ("31 March–4 April 2025", "2025-03-31/2025-04-04", "e"),
    ),
    _p(
        "Phase one, April 15-19, was followed by April 23-27 and May 1-5.",
        "2025-05-06",
        ("April 15-19", "2025-04-15/2025-04-19", "i"),
        ("April 23-27", "2025-04-23/2025-04-27", "i"),
        ("May 1-5", "2025-05-01/2025-05-05", "i"),
    ),
    _p(
        "Doors stay open from December 28, 2019 to January 3, 2020.",
        None,
        ("December 28, 2019 to January 3, 2020", "2019-12-28/2020-01-03", "e"),
    ),
    _p(
        "The winter fair runs from Dec. 30 through Jan. 4.",
        "2023-12-12",
        ("Dec. 30 through Jan. 4", "2023-12-30/2024-01-04", "i"),
    ),
    _p(
        "Scheduled for 12th–15th June 2024, the salon returns to Lyon.",
        None,
        ("12th–15th June 2024", "2024-06-12/2024-06-15", "e"),
    ),
    _p(
        "It took place from the 5th to the 10th of November 2018.",
        None,
        ("5th to the 10th of November 2018", "2018-11-05/2018-11-10", "e"),
    ),
    _p(
        "Between 3 and 7 March 2024 some 90,000 people came.",
        None,
        ("3 and 7 March 2024", "2024-03-03/2024-03-07", "e"),
    ),
    _p(
        "The summit on 24 and 25 May was the city's largest.",
        "2022-06-01",
        ("24 and 25 May", "2022-05-24/2022-05-25", "i"),
    ),
    _p(
        "Trade days are June 4, 5 and 6, 2024.",
        None,
        ("June 4, 5 and 6, 2024", "2024-06-04/2024-06-06", "e"),
    ),
    _p(
        "The NOVEMBER 5-10 fair filled eight halls.",
        "2019-11-12",
        ("NOVEMBER 5-10", "2019-11-05/2019-11-10", "i"),
    ),
    _p(
        "Halls will be open Monday to Thursday.",
        "2024-03-09",
        ("Monday to Thursday", "2024-03-11/2024-03-14", "i"),
    ),
    # Ranges of months and years.
    _p(
        "Exports rose 5% from January to October 2024.",
        None,
        ("January to October 2024", "2024-01/2024-10", "e"),
    ),
    _p(
        "January-September turnover was CHF 1.2bn.",
        "2023-10-20",
        ("January-September", "2023-01/2023-09", "i"),
    ),
    _p(
        "Between September 2022 and March 2023 no fair was held.",
        None,
        ("September 2022 and March 2023", "2022-09/2023-03", "e"),
    ),
    _p(
        "Growth in 2018-22 was the fastest on record, the 2023/24 season slower.",
        None,
        ("2018-22", "2018/2022", "e"),
        ("2023/24", "2023/2024", "e"),
    ),
    _p("From 2015 to 2019 the salon doubled in size.", None, ("2015 to 2019", "2015/2019", "e")),
    _p("The plan for 2026–2030 names fairs.", None, ("2026–2030", "2026/2030", "e")),
    # Days, with and without a year.
    _p(
        "The fair opened on 4 November 2020 and closed on 10 November.",
        "2020-11-27",
        ("4 November 2020", "2020-11-04", "e"),
        ("10 November", "2020-11-10", "i"),
    ),
    _p(
        "The first edition opened on November 5, 2018 and closed on November 10.",
        "2022-03-01",
        ("November 5, 2018", "2018-11-05", "e"),
        ("November 10", "2018-11-10", "i"),
    ),
    _p(
        "Sales on November 11 broke records, the group said.",
        "2020-01-15",
        ("November 11", "2019-11-11", "i"),
    ),
    _p("The next edition will be held on April 12.", "2024-05-02", ("April 12", "2025-04-12", "i")),
    _p(
        "The fair, due to open on January 9, is sold out.",
        "2023-12-20",
        ("January 9", "2024-01-09", "i"),
    ),
    _p("On the 5th of November, the gates open.", None, ("5th of November", "XXXX-11-05", "e")),
    _p(
        "Monday, 10 November 2025 was the last day.",
        None,
        ("Monday, 10 November 2025", "2025-11-10", "e"),
    ),
    _p("The talks are on Tuesday, Nov. 12.", "2024-10-30", ("Tuesday, Nov. 12", "2024-11-12", "i")),
    _p("It ended on November 10 (Sunday).", "2024-11-14", ("November 10", "2024-11-10", "i")),
    _p(
        "Founded on 3 June 1957, it is the oldest of its kind.",
        None,
        ("3 June 1957", "1957-06-03", "e"),
    ),
    _p("A record day was Feb. 29, when 40,000 came.", "2024-03-04", ("Feb. 29", "2024-02-29", "i")),
    _p("La foire a fermé le 12 novembre 2018.", None, ("12 novembre 2018", "2018-11-12", "e")),
    _p("Die Messe endet am 5. November 2018.", None, ("5. November 2018", "2018-11-05", "e")),
    _p(
        "La feria abrió el 5 de noviembre de 2018.",
        None,
        ("5 de noviembre de 2018", "2018-11-05", "e"),
    ),
    # Digits.
    _p("Published 2024-11-05T08:30:00Z by the desk.", None, ("2024-11-05", "2024-11-05", "e")),
    _p(
        "The contract of 04.11.2018 was renewed on 05.11.2019.",
        None,
        ("04.11.2018", "2018-11-04", "e"),
        ("05.11.2019", "2019-11-05", "e"),
    ),
    _p(
        "Signed 04/05/2024, delivered 16/05/2024.",
        None,
        ("04/05/2024", "2024-05-04", "e"),
        ("16/05/2024", "2024-05-16", "e"),
    ),
    _p(
        "Signed 04/05/2024, delivered 05/16/2024.",
        None,
        ("04/05/2024", "2024-04-05", "e"),
        ("05/16/2024", "2024-05-16", "e"),
    ),
    _p("Signed 04/05/2024 by both.", None, ("04/05/2024", "2024", "e")),
    _p("Posted 04/05/2024 at noon.", "2024-05-04", ("04/05/2024", "2024-05-04", "e")),
    _p(
        "Saturday 04/05/2024 was the busiest day.", None, ("Saturday 04/05/2024", "2024-05-04", "e")
    ),
    _p(
        "Ship by 10-Nov-2024, pay by 2025/1/31.",
        None,
        ("10-Nov-2024", "2024-11-10", "e"),
        ("2025/1/31", "2025-01-31", "e"),
    ),
    _p(
        "第七届进博会于2024年11月5日至10日在上海举行。",
        None,
        ("2024年11月5日至10日", "2024-11-05/2024-11-10", "e"),
    ),
    _p("今年的展会比去年大。", "2024-11-10", ("今年", "2024", "i"), ("去年", "2023", "i")),
    _p("More at www.example.org/2019/11/05/fair-opens and order A-2018.", None),
    # Years alone, and numbers that are none.
    _p(
        "In 2023, exports hit CHF 26.7 bn; the 2019 figures were lower.",
        None,
        ("2023", "2023", "e"),
        ("2019", "2019", "e"),
    ),
    _p("More than 2000 exhibitors showed 2018 products on 2020 square metres.", None),
    _p("Over 1950 companies and 2024 foreign buyers came.", None),
    _p("The group spent RMB 2019 and $2020 per stand, or 2021 yuan a day.", None),
    _p("At Expo 2020 and under Agenda 2030, Hall 2018 was built.", None),
    _p("The United Nations 2030 Agenda guides the fair.", None),
    _p(
        "Since 2018 it has grown; by 2030 it should double.",
        None,
        ("2018", "2018", "e"),
        ("2030", "2030", "e"),
    ),
    _p(
        "It beat the mid-2019 level and pre-2020 records.",
        None,
        ("2019", "2019", "e"),
        ("2020", "2020", "e"),
    ),
    _p(
        "Its 2022 turnover was below China's 2021 exports.",
        None,
        ("2022", "2022", "e"),
        ("2021", "2021", "e"),
    ),
    _p(
        "Fairs boomed in the 1990s and the early 2000s.",
        None,
        ("1990s", "199X", "e"),
        ("2000s", "200X", "e"),
    ),
    _p("View: 1998 Tel: 2021-4567 Fax: 2019", None),
    _p(
        "The 2025 salon will be held from April 1 to 7.",
        "2024-04-16",
        ("2025", "2025", "e"),
        ("April 1 to 7", "2025-04-01/2025-04-07", "i"),
    ),
    _p("The 2000-seat hall and the 2010m runway opened.", None),
    _p("Visitor numbers (2019: 71,000) fell.", None, ("2019", "2019", "e")),
    _p("Its first fair dates from 1851.", None, ("1851", "1851", "e")),
    # Relative to the page.
    _p(
        "The fair ended on Friday, organisers said on Saturday.",
        "2023-11-12",
        ("Friday", "2023-11-10", "i"),
        ("Saturday", "2023-11-11", "i"),
    ),
    _p("The fair will open on Monday.", "2023-11-10", ("Monday", "2023-11-13", "i")),
    _p(
        "It opened last Thursday and closes next Tuesday.",
        "2023-11-10",
        ("last Thursday", "2023-11-09", "i"),
        ("next Tuesday", "2023-11-14", "i"),
    ),
    _p(
        "Orders rose 4% from a year earlier and 9% on two years ago.",
        "2024-05-06",
        ("a year earlier", "2023", "i"),
        ("two years ago", "2022", "i"),
    ),
    _p(
        "In 2019, deals were up 3% from a year earlier.",
        "2024-05-06",
        ("2019", "2019", "e"),
        ("a year earlier", "2018", "i"),
    ),
    _p(
        "It was higher than last year, and next year looks better.",
        "2021-01-04",
        ("last year", "2020", "i"),
        ("next year", "2022", "i"),
    ),
    _p(
        "This year's show beats last year's by far.",
        None,
        ("This year", "XXXX", "i"),
        ("last year", "XXXX", "i"),
    ),
    _p(
        "The figure for the same period last year was 4%.", "2022-08-01", ("last year", "2021", "i")
    ),
    _p(
        "Last month's fair beat the one in April last year.",
        "2022-06-15",
        ("Last month", "2022-05", "i"),
        ("April last year", "2021-04", "i"),
    ),
    _p(
        "Since the beginning of this year, 30 fairs were held.",
        "2022-06-15",
        ("Since the beginning of this year", "2022-01-01/2022-06-15", "i"),
    ),
    _p(
        "Over the past five years, the fair has grown.",
        "2023-11-04",
        ("the past five years", "2018-11/2023-11", "i"),
    ),
    _p(
        "He arrived yesterday and leaves tomorrow.",
        "2023-03-01",
        ("yesterday", "2023-02-28", "i"),
        ("tomorrow", "2023-03-02", "i"),
    ),
    _p("We build tomorrow's partnerships for today's world.", "2023-03-01"),
    _p("In recent years, currently and in the past, to date and at present.", "2023-03-01"),
    _p("Ask me in October.", "2025-05-06", ("October", "2025-10", "i")),
    _p("Swiss exports slowed; March brought a fall.", "2024-04-16", ("March", "2024-03", "i")),
    _p("Orders fell in December.", "2024-01-20", ("December", "2023-12", "i")),
    _p("The band may march on in august silence.", "2024-01-20"),
    _p("April Novak and June Adeyemi of Sept GmbH spoke.", "2024-01-20"),
    # Parts of a year.
    _p(
        "Orders in the first quarter of 2024 fell.",
        None,
        ("the first quarter of 2024", "2024-01/2024-03", "e"),
    ),
    _p(
        "Profits in the fourth quarter rose.",
        "2024-02-10",
        ("fourth quarter", "2023-10/2023-12", "i"),
    ),
    _p(
        "Exports grew in the first nine months of this year.",
        "2024-11-02",
        ("the first nine months of this year", "2024-01/2024-09", "i"),
    ),
    _p(
        "In the first half of 2023 and in Q3 2023, orders rose.",
        None,
        ("the first half of 2023", "2023-01/2023-06", "e"),
        ("Q3 2023", "2023-07/2023-09", "e"),
    ),
    _p("The first half of the show was quiet, a quarter of visitors left.", "2024-02-10"),
    _p(
        "In the first quarter of this year, trade grew.",
        None,
        ("the first quarter of this year", "XXXX-01/XXXX-03", "i"),
    ),
    _p("In spring 2024 the halls were renewed.", None, ("spring 2024", "2024", "e")),
    # Weekdays beside days, short ranges in digits, lists that share a year.
    _p(
        "Open from Tuesday 5 to Sunday 10 November 2024.",
        None,
        ("Tuesday 5 to Sunday 10 November 2024", "2024-11-05/2024-11-10", "e"),
    ),
    _p(
        "November 5 (Tuesday) to November 10 (Sunday), 2024",
        None,
        ("November 5 (Tuesday) to November 10 (Sunday), 2024", "2024-11-05/2024-11-10", "e"),
    ),
    _p(
        "Termin: 05.-08.11.2024, danach 5.–8.11.2025.",
        None,
        ("05.-08.11.2024", "2024-11-05/2024-11-08", "e"),
        ("5.–8.11.2025", "2025-11-05/2025-11-08", "e"),
    ),
    _p(
        "Dates: 15–19 April, 23–27 April and 1–5 May 2025",
        None,
        ("15–19 April", "2025-04-15/2025-04-19", "i"),
        ("23–27 April", "2025-04-23/2025-04-27", "i"),
        ("1–5 May 2025", "2025-05-01/2025-05-05", "e"),
    ),
    _p(
        "The 2023 event took place from 7 to 12 November; in 2024 it will be 5 to 10 November.",
        "2023-11-15",
        ("2023", "2023", "e"),
        ("7 to 12 November", "2023-11-07/2023-11-12", "i"),
        ("2024", "2024", "e"),
        ("5 to 10 November", "2024-11-05/2024-11-10", "i"),
    ),
    _p(
        "On Nov. 5, the first day, and Nov. 10, the last, queues were long.",
        "2018-12-01",
        ("Nov. 5", "2018-11-05", "i"),
        ("Nov. 10", "2018-11-10", "i"),
    ),
    _p("Autumn sessions begin each October 15 and every Monday.", "2024-05-06"),
    _p(
        "Admissions since the April 13 opening averaged 138,000.",
        "2025-10-14",
        ("April 13", "2025-04-13", "i"),
    ),
    _p(
        "“We are sold out until March,” she said, “and I got married in June.”",
        "2024-05-16",
        ("March", "2025-03", "i"),
        ("June", "2023-06", "i"),
    ),
    _p(
        "For a shared tomorrow and the taxi of tomorrow, as of today.",
        "2024-05-16",
        ("today", "2024-05-16", "i"),
    ),
    # A fair's name with a year is no date, but says when its days are.
    _p(
        "World Expo 2010, held in Shanghai from May 1 to October 31, drew 73 million.",
        None,
        ("May 1 to October 31", "2010-05-01/2010-10-31", "i"),
    ),
    _p(
        "Crowds at IFA 2024 and Harbour Fair 2023 grew.",
        "2024-09-10",
        ("2024", "2024", "e"),
        ("2023", "2023", "e"),
    ),
    _p(
        "CES 2025 runs January 7-10, 2025.",
        "2024-09-10",
        ("2025", "2025", "e"),
        ("January 7-10, 2025", "2025-01-07/2025-01-10", "e"),
    ),
    # More of what looks like a date, and of what a date looks like.
    _p(
        "Dubai’s show opened on Tuesday and runs until Friday.",
        "2024-09-11",
        ("Tuesday", "2024-09-10", "i"),
        ("Friday", "2024-09-13", "i"),
    ),
    _p(
        "Tuesday’s opening beat Monday’s preview.",
        "2024-09-12",
        ("Tuesday", "2024-09-10", "i"),
        ("Monday", "2024-09-09", "i"),
    ),
    _p("Black Friday, Good Friday, a Friday, every Friday and quiet Wednesdays.", "2024-09-12"),
    _p(
        "Orders in 1Q2025, 2024Q1 and H1/2024 fell.",
        None,
        ("1Q2025", "2025-01/2025-03", "e"),
        ("2024Q1", "2024-01/2024-03", "e"),
        ("H1/2024", "2024-01/2024-06", "e"),
    ),
    _p(
        "In FY2024-25 sales rose, in FY 2023 they fell.",
        None,
        ("2024-25", "2024/2025", "e"),
        ("2023", "2023", "e"),
    ),
    _p(
        "Twenty-five years ago it began; ten years ago it moved; six years ago it closed.",
        "2024-11-12",
        ("six years ago", "2018", "i"),
    ),
    _p(
        "Half a year ago nobody knew; the previous year was worse.",
        "2024-11-12",
        ("previous year", "2023", "i"),
    ),
    _p("Sun Chenghai said little. Mar Vista sat. Dec. Jan Hofer spoke.", "2024-05-01"),
    _p("No. 2019-45, ISBN 978-3-2020-1999-1, flight MU2018, a 2018% rise", None),
    _p("Stand 2020, Room 2019, Boeing 2018 and model 2017 were full.", None),
    _p(
        "She said in May that orders would double by 2026. May I ask why?",
        "2024-05-20",
        ("May", "2024-05", "i"),
        ("2026", "2026", "e"),
    ),
    _p(
        "The week began well: this week 40,000 came, last week 20,000.",
        "2025-04-10",
        ("this week", "2025-04-07/2025-04-13", "i"),
        ("last week", "2025-03-31/2025-04-06", "i"),
    ),
    _p(
        "So far this year it has grown; by the end of the year it will have doubled.",
        "2025-04-10",
        ("this year", "2025", "i"),
        ("the end of the year", "2025", "i"),
    ),
    _p(
        "At 20:18 on 2018-11-05 20:18 the lights went out.", None, ("2018-11-05", "2018-11-05", "e")
    ),
    _p("Over the next year and in the coming years it will grow.", "2025-04-10"),
    _p(
        "２０２４年１１月５日に開幕し、10日に閉幕した。",
        None,
        ("２０２４年１１月５日", "2024-11-05", "e"),
    ),
    _p(
        "10月31日-11月4日，第三期。",
        "2024-01-01",
        ("10月31日-11月4日", "2023-10-31/2023-11-04", "i"),
    ),
    # What other people's articles had shown.
    _p(
        "Next year's fair runs from 31 January to 4 February.",
        "2018-05-14",
        ("Next year", "2019", "i"),
        ("31 January to 4 February", "2019-01-31/2019-02-04", "i"),
    ),
    _p(
        "The fair returns next year, from 3 to 5 March.",
        "2018-05-14",
        ("next year", "2019", "i"),
        ("3 to 5 March", "2019-03-03/2019-03-05", "i"),
    ),
    _p("By November the hall had been sold out.", "2018-05-14", ("November", "2017-11", "i")),
    _p("The hall should be ready by November.", "2018-05-14", ("November", "2018-11", "i")),
    _p("He said the annex would open in June.", "2018-05-14", ("June", "2018-06", "i")),
    _p("The next fair has been fixed for October.", "2018-05-14", ("October", "2018-10", "i")),
    _p("See you in March.", "2018-05-14", ("March", "2019-03", "i")),
    _p("It was founded about 20 years ago, more than 30 years ago some say.", "2018-05-14"),
    _p(
        "Exhibitors looked forward to Friday's opening.",
        "2018-05-14",
        ("Friday", "2018-05-18", "i"),
    ),
    _p("On the 26th nothing was left.", "2018-05-14", ("the 26th", "2018-04-26", "i")),
    _p("The council met on the 6th at 8 p.m.", "2018-05-14", ("the 6th", "2018-05-06", "i")),
    _p("On the 26th floor, in the 26th hall.", "2018-05-14"),
    _p(
        "From Tuesday to Thursday, 5.9 thousand came.",
        "2018-05-14",
        ("Tuesday to Thursday", "2018-05-08/2018-05-10", "i"),
    ),
    _p(
        "It drew 1.2 million in April and May.",
        "2018-10-15",
        ("April and May", "2018-04/2018-05", "i"),
    ),
    _p("Next up: May 12 & 13.", None, ("May 12 & 13", "XXXX-05-12/XXXX-05-13", "e")),
    _p(
        "Issue No. 2 – Tuesday, 20 January 2026",
        None,
        ("Tuesday, 20 January 2026", "2026-01-20", "e"),
    ),
    _p("The list for 2026 already holds 160 names.", None, ("2026", "2026", "e")),
    _p(
        "The show, a bumper 2011 edition, was held on 17-18 March.",
        None,
        ("2011", "2011", "e"),
        ("17-18 March", "2011-03-17/2011-03-18", "i"),
    ),
    _p(
        "ITMA 2023 takes place from 8 to 14 June.",
        None,
        ("2023", "2023", "e"),
        ("8 to 14 June", "2023-06-08/2023-06-14", "i"),
    ),
    _p(
        "Halls were let as planned on the planned dates, August 31 to September 5.",
        "2022-09-12",
        ("August 31 to September 5", "2022-08-31/2022-09-05", "i"),
    ),
    _p(
        "She announced an autumn event for boats, on 17 and 18 October.",
        "2025-06-03",
        ("17 and 18 October", "2025-10-17/2025-10-18", "i"),
    ),
    _p("I told him to wait until December.", "2023-11-24", ("December", "2023-12", "i")),
    _p("The date is July 1, he said.", "2024-05-06", ("July 1", "2024-07-01", "i")),
    _p("The new rules bite from 30 December.", "2025-03-14", ("30 December", "2025-12-30", "i")),
)
