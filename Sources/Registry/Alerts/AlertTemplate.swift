package import Alerts
package import Records

/// A text prepared for a danger, in the languages of the public pages.
///
/// The Albanian, Arabic and Ukrainian texts await review by native speakers; alerts say that they are prepared texts.
package struct AlertTemplate: Sendable {
    /// Its code.
    package let code: String
    /// The category of the event.
    package let category: AlertInfo.Category
    /// What people should do.
    package let response: AlertInfo.Response
    /// The event in a few words.
    package let event: LocalizedText
    /// What to do.
    package let instruction: LocalizedText

    /// All templates.
    package static let all = [flood, fire, quake, heat, water]

    private static let flood = AlertTemplate(
        code: "flood", category: .met, response: .avoid,
        event: LocalizedText([
            "el": "Πλημμύρα", "en": "Flood", "sq": "Përmbytje", "ar": "فيضان", "uk": "Повінь",
        ]),
        instruction: LocalizedText([
            "el":
                "Ανεβείτε σε ψηλότερο όροφο ή σε ψηλό σημείο. Μην περνάτε νερά που τρέχουν, με τα πόδια ή με αυτοκίνητο. Μείνετε μακριά από υπόγεια, ποτάμια και γέφυρες. Αν κινδυνεύετε, καλέστε το 112.",
            "en":
                "Go to a higher floor or to high ground. Do not cross running water on foot or by car. Keep away from basements, rivers and bridges. If you are in danger, call 112.",
            "sq":
                "Ngjituni në një kat më të lartë ose në një vend të lartë. Mos kaloni ujëra që rrjedhin, as në këmbë as me makinë. Qëndroni larg bodrumeve, lumenjve dhe urave. Nëse jeni në rrezik, telefononi 112.",
            "ar":
                "اصعدوا إلى طابق أعلى أو إلى مكان مرتفع. لا تعبروا المياه الجارية سيرًا أو بالسيارة. ابتعدوا عن الأقبية والأنهار والجسور. إذا كنتم في خطر فاتصلوا بالرقم 112.",
            "uk":
                "Підніміться на вищий поверх або на високе місце. Не переходьте й не переїжджайте через текучу воду. Тримайтеся подалі від підвалів, річок і мостів. Якщо ви в небезпеці, телефонуйте 112.",
        ]))

    private static let fire = AlertTemplate(
        code: "fire", category: .fire, response: .prepare,
        event: LocalizedText([
            "el": "Δασική πυρκαγιά", "en": "Wildfire", "sq": "Zjarr në pyll", "ar": "حريق غابات", "uk": "Лісова пожежа",
        ]),
        instruction: LocalizedText([
            "el":
                "Ετοιμαστείτε να φύγετε αν σας το πουν. Κλείστε πόρτες και παράθυρα. Μη μετακινείστε χωρίς λόγο. Αν κινδυνεύετε, καλέστε το 112.",
            "en":
                "Be ready to leave if you are told to. Close doors and windows. Do not travel without need. If you are in danger, call 112.",
            "sq":
                "Bëhuni gati të largoheni nëse ju thonë. Mbyllni dyert dhe dritaret. Mos lëvizni pa nevojë. Nëse jeni në rrezik, telefononi 112.",
            "ar":
                "استعدوا للمغادرة إذا طُلب منكم ذلك. أغلقوا الأبواب والنوافذ. لا تتنقلوا دون ضرورة. إذا كنتم في خطر فاتصلوا بالرقم 112.",
            "uk":
                "Будьте готові виїхати, якщо вам скажуть. Зачиніть двері та вікна. Не пересувайтеся без потреби. Якщо ви в небезпеці, телефонуйте 112.",
        ]))

    private static let quake = AlertTemplate(
        code: "quake", category: .geo, response: .execute,
        event: LocalizedText([
            "el": "Σεισμός", "en": "Earthquake", "sq": "Tërmet", "ar": "زلزال", "uk": "Землетрус",
        ]),
        instruction: LocalizedText([
            "el":
                "Βγείτε σε ανοιχτό χώρο, μακριά από κτίρια και καλώδια. Μη χρησιμοποιείτε ανελκυστήρα. Περιμένετε μετασεισμούς. Αν κινδυνεύετε, καλέστε το 112.",
            "en":
                "Go to an open space, away from buildings and cables. Do not use lifts. Expect aftershocks. If you are in danger, call 112.",
            "sq":
                "Dilni në një vend të hapur, larg ndërtesave dhe kabllove. Mos përdorni ashensor. Prisni pasgoditje. Nëse jeni në rrezik, telefononi 112.",
            "ar":
                "اخرجوا إلى مكان مفتوح بعيدًا عن المباني والأسلاك. لا تستخدموا المصعد. توقعوا هزات ارتدادية. إذا كنتم في خطر فاتصلوا بالرقم 112.",
            "uk":
                "Вийдіть на відкрите місце, подалі від будівель і дротів. Не користуйтеся ліфтом. Очікуйте повторних поштовхів. Якщо ви в небезпеці, телефонуйте 112.",
        ]))

    private static let heat = AlertTemplate(
        code: "heat", category: .met, response: .prepare,
        event: LocalizedText([
            "el": "Καύσωνας", "en": "Extreme heat", "sq": "Vapë e madhe", "ar": "حر شديد", "uk": "Сильна спека",
        ]),
        instruction: LocalizedText([
            "el":
                "Μείνετε σε δροσερό χώρο και πίνετε νερό. Αποφύγετε τον ήλιο και τη βαριά εργασία. Ρωτήστε αν χρειάζονται βοήθεια ηλικιωμένοι και άρρωστοι κοντά σας.",
            "en":
                "Stay in a cool place and drink water. Avoid the sun and heavy work. Ask whether old or ill people near you need help.",
            "sq":
                "Qëndroni në një vend të freskët dhe pini ujë. Shmangni diellin dhe punën e rëndë. Pyesni nëse të moshuarit dhe të sëmurët pranë jush kanë nevojë për ndihmë.",
            "ar":
                "ابقوا في مكان بارد واشربوا الماء. تجنبوا الشمس والعمل الشاق. اسألوا إن كان كبار السن والمرضى بالقرب منكم يحتاجون إلى مساعدة.",
            "uk":
                "Будьте в прохолодному місці й пийте воду. Уникайте сонця та важкої праці. Запитайте, чи не потрібна допомога літнім і хворим поруч.",
        ]))

    private static let water = AlertTemplate(
        code: "water", category: .health, response: .avoid,
        event: LocalizedText([
            "el": "Ακατάλληλο νερό", "en": "Unsafe water", "sq": "Ujë i papërshtatshëm", "ar": "مياه غير صالحة",
            "uk": "Непридатна вода",
        ]),
        instruction: LocalizedText([
            "el":
                "Μην πίνετε και μη μαγειρεύετε με το νερό της βρύσης μέχρι νεότερη ειδοποίηση. Χρησιμοποιήστε εμφιαλωμένο νερό.",
            "en": "Do not drink tap water or cook with it until further notice. Use bottled water.",
            "sq":
                "Mos pini dhe mos gatuani me ujin e rubinetit deri në njoftimin tjetër. Përdorni ujë të ambalazhuar.",
            "ar": "لا تشربوا ماء الصنبور ولا تطبخوا به حتى إشعار آخر. استخدموا المياه المعبأة.",
            "uk": "Не пийте воду з крана й не готуйте на ній до нового повідомлення. Користуйтеся бутильованою водою.",
        ]))
}
