pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A keyboard for a thumb: letters and digits in a square, and three wide keys below them. It keeps its direction
// in every language: its letters do.
FocusScope {
    id: pad

    property int current: 0
    readonly property string letters: "abcdefghijklmnopqrstuvwxyz1234567890"
    readonly property int columns: 6
    readonly property int wideFirst: letters.length
    readonly property int keySize: Theme.px(76)
    readonly property int gap: Theme.px(10)

    signal typed(string letter)
    signal erased
    signal cleared
    signal leftBehind
    signal rightBehind

    implicitWidth: columns * keySize + (columns - 1) * gap
    implicitHeight: 7 * keySize + 6 * gap
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Keyboard")

    Keys.onReturnPressed: pad.press(pad.current)
    Keys.onEnterPressed: pad.press(pad.current)
    Keys.onSelectPressed: pad.press(pad.current)
    Keys.onLeftPressed: event => pad.step(event, -1, 0)
    Keys.onRightPressed: event => pad.step(event, 1, 0)
    Keys.onUpPressed: event => pad.step(event, 0, -1)
    Keys.onDownPressed: event => pad.step(event, 0, 1)

    // Past its sides the page goes on; above and below there is nothing.
    function step(event: KeyEvent, across: int, down: int): void {
        const wide = current >= wideFirst;
        const row = wide ? columns : Math.floor(current / columns);
        const column = wide ? (current - wideFirst) * 2 : current % columns;
        const toColumn = column + across * (wide ? 2 : 1);
        const toRow = row + down;
        event.accepted = toColumn >= 0 && toColumn < columns && toRow >= 0 && toRow <= columns;
        if (event.accepted)
            current = toRow === columns ? wideFirst + Math.floor(toColumn / 2) : toRow * columns + toColumn;
        else if (toColumn < 0)
            pad.leftBehind();
        else if (toColumn >= columns)
            pad.rightBehind();
    }

    function press(index: int): void {
        if (index < wideFirst)
            pad.typed(letters[index]);
        else if (index === wideFirst)
            pad.typed(" ");
        else if (index === wideFirst + 1)
            pad.erased();
        else
            pad.cleared();
    }

    component Key: Rectangle {
        id: key

        required property int index
        property int number: index
        property string label: ""
        property string icon: ""
        property string spoken: label
        readonly property bool lit: pad.activeFocus && pad.current === number

        height: pad.keySize
        radius: Theme.px(14)
        color: tap.pressed ? Theme.accentPressed : lit ? Theme.accent : hover.hovered ? Theme.light(0.2) : Theme.light(0.1)
        scale: lit ? Theme.focusScale : 1
        z: lit ? 1 : 0

        Accessible.role: Accessible.Button
        Accessible.name: spoken
        Accessible.focusable: true
        Accessible.focused: lit
        Accessible.onPressAction: pad.press(key.number)

        FocusRing {
            shown: key.lit
            innerRadius: key.radius
        }

        Words {
            anchors.centerIn: parent
            visible: key.icon === ""
            text: key.label
            color: key.lit ? Theme.ground : Theme.text
            font.weight: Font.DemiBold
        }

        Icon {
            anchors.centerIn: parent
            visible: key.icon !== ""
            name: key.icon
            size: Theme.px(30)
            color: key.lit ? Theme.ground : Theme.text
        }

        HoverHandler {
            id: hover

            cursorShape: Qt.PointingHandCursor
        }

        TapHandler {
            id: tap

            onTapped: {
                pad.current = key.number;
                pad.press(key.number);
            }
        }
    }

    Grid {
        id: square

        columns: pad.columns
        spacing: pad.gap

        Repeater {
            model: pad.letters.length

            Key {
                width: pad.keySize
                label: pad.letters[index]
            }
        }
    }

    Row {
        anchors.bottom: parent.bottom
        spacing: pad.gap

        Repeater {
            model: [
                {
                    "label": qsTr("space"),
                    "icon": "",
                    "spoken": qsTr("Space")
                },
                {
                    "label": "",
                    "icon": "erase",
                    "spoken": qsTr("Delete the last letter")
                },
                {
                    "label": qsTr("clear"),
                    "icon": "",
                    "spoken": qsTr("Delete everything")
                }
            ]

            Key {
                required property var modelData

                number: pad.wideFirst + index
                width: 2 * pad.keySize + pad.gap
                label: modelData.label
                icon: modelData.icon
                spoken: modelData.spoken
            }
        }
    }
}
