import Geocoding
import GeoIndex
import Testing

/// The ways in which texts of other structures tell a door or a position: encoded, in words, far from the street, as
/// metres or codes. And texts of the same kind that tell nothing.
struct SecretDisguisesTests {
    /// Asphodel Street 47 at 39.63652, 22.41803.
    private static let secrets: PlaceSecrets = {
        var secrets = PlaceSecrets(publishedNames: ["Λαρισαίων", "Λάρισα", "Ξενώνας φιλοξενίας", "Refuge"])
        secrets.add(address: "Οδός Ασφοδελών 47Α, 412 77 Μηλοχώρι")
        secrets.add(address: "Asphodel Street 47A")
        secrets.add(settlement: "Μηλοχώρι")
        secrets.add(phone: "2410 777123")
        secrets.add(Coordinate(longitude: 22.41803, latitude: 39.63652))
        return secrets
    }()

    private static func isDoorTold(_ text: String) -> Bool { secrets.isDoorTold(by: ExaminedText(ofOther: text)) }

    private static func isPointTold(_ text: String) -> Bool {
        let text = ExaminedText(ofOther: text)
        // Metres of UTM zone 34 and of the Greek grid, as PROJ computes them.
        let grids = [(621_684.0, 4_388_376.0), (364_097.0, 4_388_325.0)]
        return secrets.isPointRevealed(by: text)
            || text.metres.contains { pair in grids.contains { pair.isNear(x: $0.0, y: $0.1) } }
    }

    @Test(
        "A door is found in every encoding",
        arguments: [
            "&#913;&#963;&#966;&#959;&#948;&#949;&#955;&#974;&#957; 47", "&#x391;σφοδελών &#x34;&#55;",
            "&#913&#963&#966οδελών 47", "&Alpha;&sigma;&phi;&omicron;&delta;&epsilon;&lambda;&omega;&nu;&nbsp;47",
            "Ασφοδελών&nbsp;47", "Ασφοδελών&#160;47&Alpha;", "&amp;#913;σφοδελών 47", "Asph&ocirc;del Str.&ensp;47",
            "https://x.gr/?q=%CE%91%CF%83%CF%86%CE%BF%CE%B4%CE%B5%CE%BB%CF%8E%CE%BD%2047",
            "%25CE%2591%25CF%2583%25CF%2586%25CE%25BF%25CE%25B4%25CE%25B5%25CE%25BB%25CF%258E%25CE%25BD%252047",
            "https://x.gr/?q=%C1%F3%F6%EF%E4%E5%EB%FE%ED%20%34%37", "%u0391%u03c3φοδελών 47",
            #"\u0391\u03c3\u03c6\u03bf\u03b4\u03b5\u03bb\u03ce\u03bd 47"#, #"\u{391}σφοδελών\n47"#,
            #"\xce\x91\xcf\x83φοδελών 47"#,
            "=CE=91=CF=83=CF=86=CE=BF=CE=B4=CE=B5=CE=BB=CF=8E=CE=BD 47", "Ασφοδε=\nλών 47",
            "https://xn--47-b9bmf0bom9a4a6g.gr", "zpHPg8+Gzr/OtM61zrvPjs69IDQ3",
            "https://x.gr/a/zpHPg8-Gzr_OtM61zrvPjs69IDQ3", "Áóöïäåëþí 47",
            "\u{CE}\u{2018}\u{CF}\u{192}\u{CF}\u{2020}\u{CE}\u{BF}\u{CE}\u{B4}\u{CE}\u{B5}\u{CE}\u{BB}\u{CF}\u{17D}\u{CE}\u{BD} 47",
            "Ασφο<b>δελών</b> 47", "Ασφοδελών<br>47", "Ασφοδε<!-- -->λών 47", "<a href='/asphodel-street-47'>εδώ</a>",
            "Ασφοδελών ４７", "Ασφοδελών ④⑦", "Ασφοδελών ㊼", "Ασφοδελών 4\u{FE0F}\u{20E3}7\u{FE0F}\u{20E3}",
            "Ασφοδελών ٤٧", "Ａｓｐｈｏｄｅｌ Street 47", "𝐀𝐬𝐩𝐡𝐨𝐝𝐞𝐥 𝟒𝟕", "Ⓐⓢⓟⓗⓞⓓⓔⓛ 47", "Ασφο\u{200B}δελών\u{2060} 47",
            "Ασφοδελών №47",
        ])
    func encodings(_ text: String) {
        #expect(Self.isDoorTold(text))
    }

    @Test(
        "Encoded texts that tell no door",
        arguments: [
            "https://x.gr/?q=%CE%91%CF%83%CF%86%CE%BF%CE%B4%CE%B5%CE%BB%CF%8E%CE%BD%2012", "Ασφοδελών&nbsp;12",
            "&#913;&#963;&#966;οδελών, &#49;&#50;", "R&D, 47 &euro;", "a < b, 47 > c", "100 %", "x = 47", "C:\\nea\\47",
            "https://www.example.org/communityservices/administration47", "É à côté, 47", "&lt;47&gt;", "&unknown; 47",
            "&#1114112; 47", "%ZZ 47", "xn--", "\\u{FFFFFFFF}",
        ])
    func harmlessEncodings(_ text: String) {
        #expect(!Self.isDoorTold(text))
    }

    @Test(
        "The number in words",
        arguments: [
            "Ασφοδελών σαράντα επτά", "Ασφοδελών σαράντα εφτά", "ΑΣΦΟΔΕΛΩΝ ΣΑΡΑΝΤΑ ΕΠΤΑ", "στην Ασφοδελών σαρανταεπτά",
            "Ασφοδελών, αριθμός σαράντα επτά", "asfodelwn saranta efta", "Asfodelon saranta epta",
            "Ασφοδελών τέσσερα επτά", "Ασφοδελών 4 7", "Ασφοδελών τεσσαράκοντα επτά",
            "forty-seven Asphodel Street", "Asphodel Street, number forty seven", "at Forty-Seven, Asphodel St",
            "Asphodel four seven", "Ασφοδελών σαράντα επτά Λάρισα", "Ασφοδελών 47/2", "Ασφοδελών σαράντα και επτά",
            "Ασφοδελών 47,41277 Μηλοχώρι",
            "Ασφοδελών και στον αριθμό σαράντα επτά",
            "Η Ασφοδελών είναι κοντά στο σχολείο· θα μας βρείτε στο νούμερο σαράντα επτά.",
            "Ασφοδελ&#974;ν &sigma;αράντα επτά",
        ])
    func words(_ text: String) {
        #expect(Self.isDoorTold(text))
    }

    @Test(
        "Larger numbers in words",
        arguments: [
            (477, "Ασφοδελών τετρακόσια εβδομήντα επτά"), (477, "four seventy-seven Asphodel Street"),
            (477, "four hundred and seventy-seven Asphodel Street"), (123, "Ασφοδελών εκατόν είκοσι τρία"),
            (112, "Ασφοδελών εκατό δώδεκα"), (219, "Ασφοδελών διακόσια δεκαεννέα"), (108, "Ασφοδελών εκατόν οκτώ"),
            (1204, "Ασφοδελών χίλια διακόσια τέσσερα"), (15, "Ασφοδελών δεκαπέντε"), (21, "Ασφοδελών εικοσιένα"),
            (7, "Ασφοδελών επτά"), (7, "στην Ασφοδελών, αριθμός επτά"), (2, "Two, Asphodel Street"),
        ])
    func largerNumbers(_ door: Int, _ text: String) {
        var secrets = PlaceSecrets()
        secrets.add(address: "Ασφοδελών \(door)")
        secrets.add(address: "Asphodel Street \(door)")
        #expect(secrets.isDoorTold(by: ExaminedText(ofOther: text)))
    }

    @Test(
        "Words that count things, and other numbers in words",
        arguments: [
            (2, "Στην Ασφοδελών δύο φορές την εβδομάδα"), (2, "Στην Ασφοδελών δύο συσσίτια"),
            (1, "Στην Ασφοδελών μία φορά τον μήνα"), (1, "Ασφοδελών, ένα στενό πιο πάνω"), (47, "Ασφοδελών σαράντα"),
            (47, "Ασφοδελών σαράντα οκτώ"), (47, "Στην Ασφοδελών σαράντα επτά άτομα"),
            (3, "Ασφοδελών και Τριών Ιεραρχών"),
            (47, "forty-seven people met in Asphodel Street"), (6, "Η δομή της Ασφοδελών έχει αυλή"),
            (47, "Κρίνων σαράντα επτά"), (40, "Ασφοδελών και Σαράντα Εκκλησιών"),
            (4, "Η Ασφοδελών έχει τέσσερις στάσεις"), (2, "Ο δήμος έχει δύο γραφεία, το ένα στην Ασφοδελών"),
            (25, "Ασφοδελών, είκοσι πέντε Μαρτίου κλειστά"),
        ])
    func countingWords(_ door: Int, _ text: String) {
        var secrets = PlaceSecrets()
        secrets.add(address: "Ασφοδελών \(door)")
        secrets.add(address: "Asphodel Street \(door)")
        #expect(!secrets.isDoorTold(by: ExaminedText(ofOther: text)))
    }

    @Test(
        "The number far from its street",
        arguments: [
            "Ο ξενώνας είναι στην Ασφοδελών, μετά το φαρμακείο, στο νούμερο 47",
            "Ασφοδελών (πίσω από την πλατεία και το σχολείο) αριθμός 47",
            "Αριθμός 47. Θα βρείτε την οδό Ασφοδελών εύκολα.",
            "Asphodel Street. Walk past the pharmacy and the bank; the number of the house is: number 47.",
            "Κτίριο 47, απέναντι από το πάρκο που βρίσκεται στην αρχή της οδού Ασφοδελών",
            "Στην Ασφοδελών, δίπλα στο παλιό ταχυδρομείο, 47", "Οδός: Ασφοδελών\nΠεριοχή: Κέντρο\nΑριθμός: 47",
            "Αριθμός πόρτας 47, στον δρόμο που λέγεται Ασφοδελών", "Ασφοδελών (πρώην Κρίνων), κοντά στη στάση – 47",
            "47 είναι το νούμερο και Ασφοδελών η οδός", "στο 47, λίγο πριν από τη διασταύρωση με την Ασφοδελών",
            "#47 – the green gate past the bakery on Asphodel",
            "Ασφοδελών, δίπλα στην οδό Κρίνων, στο νούμερο 47", "Αρ. 47 (η οδός μας λέγεται, όπως ξέρετε, Ασφοδελών)",
        ])
    func farNumbers(_ text: String) {
        #expect(Self.isDoorTold(text))
    }

    @Test(
        "Numbers of other things in a text that names the street",
        arguments: [
            "Το λεωφορείο της γραμμής 47 σταματά κοντά στην Ασφοδελών", "Γραμμή 47, στάση Ασφοδελών και πάρκο",
            "Η λαϊκή της Ασφοδελών έχει κάθε Σάββατο 47 πάγκους", "Ασφοδελών: έργα 47.000 ευρώ από τον δήμο το 2021",
            "Στην Ασφοδελών και στους γύρω δρόμους μοιράστηκαν 47 γεύματα",
            "Άρθρο 47 παρ. 2, ανάπλαση της οδού Ασφοδελών",
            "Η ανάπλαση της Ασφοδελών κόστισε, όπως είπε ο δήμαρχος, 47 %",
            "οδός Κρίνων, αριθμός 47, κάθετη στην Ασφοδελών",
            "Κρίνων αρ. 47, λίγα μέτρα πιο πάνω από την οδό Ασφοδελών",
            "Lily Street, number 47, two blocks from Asphodel",
            "Τηλ. 2410 555047, το γραφείο της Ασφοδελών", "Στάση Ασφοδελών, ώρες λειτουργίας: 08:47 και 16:47",
            "Ασφοδελών, απόφαση αρ. 47/2020 του δημοτικού συμβουλίου για την ανάπλαση",
            "Η πεζοδρόμηση της Ασφοδελών: πληροφορίες στο τμήμα έργων, εσωτ. 47, κάθε πρωί",
            "Πλατεία Κρίνων 47 και πάνω δεξιά στην Ασφοδελών",
            "Κοντά στην Ασφοδελών, κόστος 47 ευρώ", "Κοντά στην Ασφοδελών, κόστος 47,50 €", "Ασφοδελών, 10:47",
            "Η Ασφοδελών έχει μήκος 47 μέτρα", "Στενό της Ασφοδελών· πληροφορίες: οδός Κρίνων, αριθμός 47",
            "1947: η οδός Ασφοδελών παίρνει το όνομά της", "Ασφοδελών 12, και γραφείο 47 στον δεύτερο όροφο",
        ])
    func otherNumbers(_ text: String) {
        #expect(!Self.isDoorTold(text))
    }

    @Test(
        "Positions as metres, codes, whole numbers and links",
        arguments: [
            "ΕΓΣΑ87 364097 4388325", "ΕΓΣΑ 87: Χ=364.097, Υ=4.388.325", "Χ 364097,25 μ. – Υ 4388325,10 μ.",
            "4388325 / 364097", "UTM 34N 621684 4388376", "621684E 4388376N", "621 684 4 388 376",
            "geo:4388376,621684;crs=epsg:32634", "easting 621684, EPSG:32634, northing 4388376", "34SFJ2168488376",
            "34S FJ 21684 88376", "34S FJ 2168 8837", "geo:39.6365,22.4180", "geo:39.63652,22.41803;u=35",
            "geo%3A39.63652%2C22.41803", "https://maps.example/@39.63652,22.41803,17z",
            "https://x.gr/!3d39.63652!4d22.41803", "https://x.gr/#map=17/39.6365/22.4180", "srpcqps73",
            "https://geohash.org/srpcqps7", "3963652, 2241803", "lat_e7=396365200 lon_e7=224180300", "393811N 0222505E",
            "3938.191,N,02225.082,E", "39° 38' 11.5\" Β, 22° 25' 5\" Α",
            "39&deg;38&prime;11&Prime; 22&deg;25&prime;5&Prime;",
            "39 μοίρες 38 λεπτά 11 δευτερόλεπτα, 22 μοίρες 25 λεπτά 5 δευτερόλεπτα",
            "τριάντα εννέα μοίρες τριάντα οκτώ λεπτά έντεκα, είκοσι δύο μοίρες είκοσι πέντε λεπτά πέντε",
            "８GC2 JCP9+J6", "JCP9&plus;J6", "jcp9+j6 larissa", "+39.63652+022.41803/",
        ])
    func points(_ text: String) {
        #expect(Self.isPointTold(text))
    }

    @Test(
        "Numbers that are no such position",
        arguments: [
            "ΕΓΣΑ87 365097 4388325", "362345 4388123", "UTM 34N 621684 4389376", "34SFJ2268488376", "srpcqpx73",
            "2410 621684, 2410 438837", "ΑΦΜ 621684438", "39.6365", "22.418 χλμ.", "621684 μέλη", "39 38 11",
            "προϋπολογισμός 621.684 € και 4.288.376,00 €", "364.097 κάτοικοι το 2021",
            "https://x.gr/news/3963652", "πρωτ. 364097/2021", "geo:39.7365,22.4180", "αρ. 4388325",
        ])
    func otherPoints(_ text: String) {
        #expect(!Self.isPointTold(text))
    }

    @Test(
        "Texts of the structure itself, disguised",
        arguments: [
            "στο σαράντα επτά", "αριθμός σαράντα επτά", "number forty-seven", "Νο σαρανταεπτά",
            "&Alpha;&sigma;&phi;&omicron;&delta;&epsilon;&lambda;&omega;&nu;",
            "=CE=91=CF=83=CF=86=CE=BF=CE=B4=CE=B5=CE=BB",
            "https://xn--47-b9bmf0bom9a4a6g.gr", "Τ.Κ. σαράντα ένα διακόσια εβδομήντα επτά",
            "τηλ. δύο τέσσερα ένα μηδέν επτά επτά επτά ένα δύο τρία",
            "two four one zero seven seven seven one two three",
            "&#50;410 777&#49;23", "34SFJ2168488376", "srpcqps73", "Οδός Κρίνων τριάντα τρία",
        ])
    func ownTexts(_ text: String) {
        #expect(Self.secrets.isRevealed(by: ExaminedText(text), published: "2410 555000"))
    }

    @Test(
        "Texts of the structure itself that tell nothing",
        arguments: [
            "για σαράντα επτά άτομα", "σαράντα επτά κλίνες", "έως δεκαοκτώ ετών", "μία φορά την εβδομάδα",
            "open twenty-four hours", "Δωρεάν &amp; ανώνυμα", "από τις εννέα έως τις πέντε", "τέσσερα δωμάτια",
            "δύο γραφεία στη Λάρισα", "forty-seven beds", "R&amp;D &ndash; 15900", "https://x.example/a%20b",
            "σαράντα επτά γυναίκες", "το ένα τρίτο", "2410&nbsp;555000",
        ])
    func harmlessOwnTexts(_ text: String) {
        #expect(!Self.secrets.isRevealed(by: ExaminedText(text), published: "2410 555000"))
    }
}
