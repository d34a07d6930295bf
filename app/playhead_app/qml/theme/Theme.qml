pragma Singleton
import QtQuick

// The look, in one file: colours, type, space and motion. Sizes are those of a 1080p screen; `px` fits them
// to the window, so that everything keeps its place from 720p to 4K.
QtObject {
    id: theme

    // Set once by Main.qml.
    property real windowWidth: 1920
    property real windowHeight: 1080
    property real textScale: 1
    property bool reducedMotion: false
    // Read from right to left.
    property bool mirrored: false
    property string family: ""
    property var glyphs: ({})

    readonly property color ground: "#0B0E14"
    readonly property color raised: "#141923"
    readonly property color line: "#263041"
    readonly property color text: "#F2EFE8"
    readonly property color secondText: "#A9B1C0"
    readonly property color thirdText: "#7C8698"
    readonly property color accent: "#FFB454"
    readonly property color accentPressed: "#E89A33"
    readonly property color live: "#FF5D5D"
    readonly property color good: "#7BD88F"

    // A sky behind the caption that shows how captions look.
    readonly property list<color> sampleSky: ["#3a3566", "#e58a4e", "#5b2f3a"]
    readonly property color panel: Qt.rgba(raised.r, raised.g, raised.b, 0.96)

    // Grounds of the profiles' pictures, by name: light from above, dark enough for a light motif.
    readonly property var avatars: ({
            "dune": ["#C9793A", "#6B3A2A"],
            "moon": ["#5A68B8", "#2A2F63"],
            "leaf": ["#4F8F5B", "#22482F"],
            "wave": ["#2F8FA3", "#174A5C"],
            "star": ["#A8566F", "#5A2740"],
            "kite": ["#B8692F", "#7A2E2E"],
            "peak": ["#5F7A94", "#2B3B4F"],
            "bird": ["#7D5AA6", "#3E2A5E"]
        })

    readonly property real unit: Math.max(0.3, Math.min(windowHeight / 1080, windowWidth / 1920))

    readonly property int displaySize: type(64)
    readonly property int titleSize: type(40)
    readonly property int sectionSize: type(28)
    readonly property int bodySize: type(22)
    readonly property int captionSize: type(18)

    readonly property int marginX: Math.round(windowWidth * 0.05)
    readonly property int marginY: Math.round(windowHeight * 0.04)
    readonly property int rowGap: px(32)
    readonly property int tileGap: px(20)
    readonly property int tileRadius: px(10)
    readonly property int posterWidth: px(212)
    readonly property int posterHeight: px(318)
    readonly property int stillWidth: px(372)
    readonly property int stillHeight: px(209)

    readonly property int moveTime: reducedMotion ? 0 : 160
    readonly property int pageTime: 240
    readonly property int fadeTime: 200
    readonly property real focusScale: 1.06

    function fade(colour: color, strength: real): color {
        return Qt.rgba(colour.r, colour.g, colour.b, strength);
    }

    // Behind captions: as dark as the viewer wants it.
    function captionGround(strength: real): color {
        return Qt.rgba(0, 0, 0, strength);
    }

    // Glass over pictures: light for what can be pressed and for grooves, dark behind words.
    function light(strength: real): color {
        return fade(theme.text, strength);
    }

    function dark(strength: real): color {
        return fade(theme.ground, strength);
    }

    function px(size: real): int {
        return Math.max(1, Math.round(size * theme.unit));
    }

    function type(size: real): int {
        return Math.max(8, Math.round(size * theme.unit * theme.textScale));
    }
}
