"""Names that are usual in Rwanda, in an order of our own, from which people are invented for tests."""

_STEMS = (
    "UWIMANA MUKAMANA ISHIMWE UWASE NIYONZIMA MUGISHA HABIMANA UWAMAHORO IRAKOZE NDAYISABA MUTONI HAKIZIMANA"
    " INGABIRE NSENGIYUMVA UMUTONI TUYISENGE NIYONSENGA HABYARIMANA MUKESHIMANA NSHIMIYIMANA IRADUKUNDA BIZIMANA"
    " UWINEZA NTEZIRYAYO MUSABYIMANA NIYIGENA KAMANZI MUNYANEZA UMUHOZA MUHIRE GASANA NIYONSABA MUKANDOLI KEZA"
    " TUYIZERE MANIRAKIZA NDAGIJIMANA KAYITESI BYIRINGIRO MUREKATETE MUHAWENIMANA RUKUNDO NYIRANEZA MUGABO"
    " UMULISA AKIMANA TWAGIRAYEZU UWERA NKURUNZIZA MUKAGASANA NDAHIMANA SIBOMANA MUNEZERO GAHIGI RUTAGANDA"
    " IRAGUHA KALISA MUKARUGWIZA NZEYIMANA MUJAWAMARIYA SHEMA MUKANKUSI BARAYAGWIZA NYIRAHABIMANA RWIGEMA"
    " UWIZEYIMANA HITIMANA NIYITEGEKA CYUZUZO DUSHIMIMANA UWINGABIRE NGABO MUSONI KABERA MUVUNYI NIZEYIMANA"
    " KARANGWA MUKANTWALI GATETE NTAKIRUTIMANA BAGABO MUKAMUGANGA RUGAMBA NTAGANDA MUHOZA SEBERA NYIRAMANA"
    " KANAMUGIRE MUSANABERA DUSABIMANA HARERIMANA MURENZI UWIRINGIYIMANA GAKUBA MUKABALISA ZANINKA NKUSI"
    " MBONIMPA KAGABO RUTERANA UFITINEMA NYIRAMINANI BUTERA MUKASHYAKA KABANDA RWEMA GATERA NDUWAYEZU TETA"
    " BAHATI KAYUMBA MUKANYANGEZI SENTORE RUSANGANWA MUGENI GISA RURANGWA BIKORIMANA KAREMERA GAHIRE MANZI"
).split()
_BEGINNINGS = "NIYO TWAGIRA HABI NSENGI NDAYI HAKU UWA MUKA NYIRA TUYI NTAWU BIGIRI MBARU RUTA SINGI".split()
_ENDINGS = "MUREMYI KUNZE HIRE BASHYA MUGABE RWAGA SHYAKA GIRE KIZA BUGINGO HORANA NKIKO BERA GWIZA".split()

FAMILY_NAMES = [*_STEMS, *(f"{start}{end}" for end in _ENDINGS for start in _BEGINNINGS)]
"""The commonest first; the composed ones are rare and resemble each other, as real ones do."""

WOMEN = (
    "Marie Claudine Diane Chantal Jeanne Alice Clarisse Aline Divine Josiane Béatrice Vestine Yvonne Christine"
    " Jeannette Solange Immaculée Sandrine Francine Espérance Claire Angélique Grâce Delphine Pascaline Olive"
    " Odette Ange Rose Liliane Joselyne Émilienne Annonciata Florence Thérèse Joyeuse Sylvie Donatille Gloriose"
    " Nadine Consolée Esther Goretti Pélagie Aimée Françoise Denyse Assoumpta Bernadette Violette Léa Sonia"
    " Peace Gaudence Clémentine Judith Ernestine Aurore Rachel Hyacinthe Mélanie Fortunée Scholastique Laurence"
).split()
MEN = (
    "Jean Emmanuel Eric Claude Innocent Patrick Pierre Théogène Paul Olivier Jean-Bosco Fidèle Vincent"
    " Jean-Baptiste Alexis Damascène Célestin Samuel Innocent David Bosco Théoneste Joseph Aimable Daniel"
    " Faustin Félicien Jean-de-Dieu Gilbert Augustin Callixte Donatien Pacifique Fabrice Albert Valens Evariste"
    " Jotham Dieudonné Sylvestre Léonard Placide Modeste Elie Gérard Viateur Aloys Anastase Thierry Noël Xavier"
    " Moïse Gaspard Wenceslas Cyprien Kévin Straton Ildephonse Prosper Jérôme Félix Désiré Enock Athanase"
).split()
