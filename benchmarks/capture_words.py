"""What generated captures are put together from; no sentence says that a real person did a thing."""

from __future__ import annotations

GROUPS = """Los Zetas|the Zetas|Gulf Cartel|CDG|Sinaloa Cartel|CDS|CJNG|La Familia Michoacana|Knights Templar
Beltran Leyva|La Resistencia|Milenio Cartel|Juarez Cartel|La Linea|Tijuana Cartel|Los Rojos
Guerreros Unidos|Cartel del Noreste|zetas|golfos|Los Ardillos|Santa Rosa de Lima Cartel
Barrio Azteca|Los Metros|cdg|cjng""".replace("\n", "|").split("|")
PLACES = """Reynosa|Matamoros|Nuevo Laredo|Tamaulipas|Monterrey, Nuevo León|Culiacán|Sinaloa|Michoacán
Apatzingán|Uruapan|Guadalajara|Jalisco|Acapulco|Guerrero|Iguala|Ciudad Juárez|Chihuahua|Tijuana
Baja California|Zacatecas|Fresnillo|Veracruz|Xalapa, Veracruz|Torreón|Coahuila|Saltillo|Durango
Morelia|Celaya, Guanajuato|León|San Luis Potosí|Ciudad Victoria|Laredo, Texas|Brownsville|McAllen
El Paso|Houston|Chicago|Mexico City|Cuernavaca|Morelos|Colima|Manzanillo|Lázaro Cárdenas|Tepic
Nayarit|Los Mochis|Mazatlán|Nogales|Sonora|Hermosillo|Oaxaca|Chiapas|Tapachula|Cancún|Quintana Roo""".replace(
    "\n", "|"
).split("|")
PERSONS = """El Chapo Guzman|Joaquín Guzmán|El Mayo Zambada|Heriberto Lazcano|Z-40|El Mencho|La Tuta
Nazario Moreno|Ovidio Guzmán|Osiel Cárdenas|La Barbie|El Marro|Felipe Calderón|Enrique Peña Nieto
Genaro García Luna|Caro Quintero|Amado Carrillo|El Azul|Tony Tormenta|El Coss|El Chayo|Chapo|Mencho
El Ratón""".replace("\n", "|").split("|")
BODIES = """the Mexican Army|SEDENA|the Federal Police|SEMAR|the Navy|PGR|the attorney general|DEA|the FBI
state police|municipal police|CBP|ICE|the National Guard|Ministerial Police""".replace("\n", "|").split("|")
MEDIA = [
    "Proceso",
    "Reforma",
    "Milenio",
    "El Universal",
    "Borderland Beat",
    "Blog del Narco",
    "La Jornada",
    "El Norte",
    "Zeta",
    "Riodoce",
]
SURNAMES = [
    "Treviño Salas",
    "Mendoza Rubio",
    "Garza Lerma",
    "Ochoa Vidal",
    "Quiroz Tamez",
    "Barrera Luna",
    "Solís Patiño",
    "Arce Montes",
]
GIVEN = [
    "Ramiro",
    "Estela",
    "Gilberto",
    "Norma",
    "Efraín",
    "Lourdes",
    "Abelardo",
    "Irma",
    "Fidel",
    "Socorro",
    "Hilario",
    "Yolanda",
]

NAMES = {"group": GROUPS, "place": PLACES, "person": PERSONS, "body": BODIES, "media": MEDIA}

ENGLISH = """the of and to in a that was for on with by from at were had been after before near when while about their
his her they who which this not more than other into over two three four men women people bodies weapons vehicles trucks
road highway bridge river market school house ranch street night morning afternoon week month year day hours
reported found killed wounded arrested seized burned fled attacked kidnapped released identified known alleged armed
group command convoy patrol checkpoint base plaza leader cell operator lookout driver cook worker farmer family
mother father brother neighbor witness journalist mayor official source statement video message banner photograph
document record prison court judge charge trial sentence request money cash drug cocaine heroin meth fuel theft
extortion business shop owner taxi bus station airport port border crossing mountain village town city state federal
local military operation shootout ambush blockade fire explosion grenade rifle ammunition armor uniform radio phone
call threat war alliance split rivalry territory control route shipment laboratory warehouse cemetery grave hospital
clinic doctor ambulance victim survivor child student teacher priest church election campaign party government
president secretary spokesman report investigation evidence clue rumor silence fear hope peace"""
SPANISH = """el la los las de que y en un una por con para del al se no su sus más como pero sin sobre entre desde hasta
cuando donde fue fueron había han sido está son hombres mujeres personas cuerpos armas vehículos camionetas carretera
puente río mercado escuela casa rancho calle noche mañana tarde semana mes año día horas reportó encontraron mataron
hirieron detuvieron aseguraron quemaron huyeron atacaron levantaron liberaron identificados conocido presunto armado
grupo comando convoy patrulla retén base plaza jefe célula operador halcón chofer cocinero trabajador campesino
familia madre padre hermano vecino testigo periodista alcalde funcionario fuente comunicado video mensaje manta
fotografía documento penal juzgado juez cargo juicio sentencia dinero efectivo droga cocaína heroína cristal
combustible robo extorsión negocio tienda dueño taxi camión central aeropuerto puerto frontera cruce sierra pueblo
ejido ciudad estado federal local militar operativo balacera emboscada bloqueo fuego explosión granada rifle
cartuchos blindaje uniforme radio teléfono llamada amenaza guerra alianza división territorio control ruta
cargamento laboratorio bodega panteón fosa hospital clínica médico ambulancia víctima niño estudiante maestro cura"""
OPENINGS = {
    "en": (
        "{body} said that {count} gunmen of {group} were arrested in {place}",
        "Residents of {place} heard shots for {count} hours as {group} fought {group}",
        "A report of {media} names {person}, {group} and {place}",
        "{name}, who was held as a member of {group}, told {body} about a house in {place}",
        "A page on {group} names {person} and {body}",
        "{count} bodies were left beside a road outside {place}, with a message to {group}",
        "In {place} {body} seized {count} rifles that belonged, they said, to {group}",
    ),
    "es": (
        "{body} informó que {count} sicarios de {group} fueron detenidos en {place}",
        "Vecinos de {place} oyeron disparos durante {count} horas entre {group} y {group}",
        "Una nota de {media} menciona a {person}, a {group} y a {place}",
        "{name}, señalado como integrante de {group}, habló ante {body} de una casa en {place}",
        "Una página sobre {group} menciona a {person} y a {body}",
        "{count} cuerpos fueron abandonados a la salida de {place} con un mensaje para {group}",
        "En {place} {body} aseguró {count} armas que serían de {group}",
    ),
}
REMARKS = {
    "en": (
        "{group} run {place} now, everybody there knows",
        "i dont believe a word about {person} or {body} anymore",
        "my cousin lives in {place} and says its quiet",
        "{group} are done, {group} will take over",
        "great post, thank you for the reporting",
        "lol",
        "@{clock} you know nothing about {place}",
        "what about {person} now??",
        "God bless the people of {place}",
    ),
    "es": (
        "puro {group} aqui en {place}, la verdad",
        "no les creo nada de {person} ni de {body}",
        "mi primo vive en {place} y dice que esta tranquilo",
        "ya se acabaron {group}, ahora manda {group}",
        "buen reporte, gracias",
        "jajaja",
        "y que hay de {person}??",
        "Dios cuide a la gente de {place}",
        "arriba {group} y toda la raza de {place}",
    ),
}
CONTACT = "follow me on twitter @vato_{count}, or call 867 {count}2 45{count}"
"""What one comment in a hundred says."""
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SITES = ("www.borderlandbeat.com", "blog.example", "frontera.example", "noticias.example")
