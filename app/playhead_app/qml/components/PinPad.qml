pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The parents' gate: four digits, by a pad or by typing them. Lies over everything and keeps the keys.
FocusScope {
    id: gate

    required property var pin
    property string typed: ""
    property int current: 4
    readonly property var keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]

    objectName: "pin-pad"
    Accessible.role: Accessible.Dialog
    Accessible.name: pin.purpose

    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            gate.add(String(event.key - Qt.Key_0));
        else if (event.key === Qt.Key_Backspace && gate.typed !== "")
            gate.typed = gate.typed.slice(0, -1);
        else if ([Qt.Key_Escape, Qt.Key_Back, Qt.Key_Backspace].includes(event.key))
            gate.pin.leave();
        else if ([Qt.Key_Return, Qt.Key_Enter, Qt.Key_Select, Qt.Key_Space].includes(event.key))
            gate.press(gate.current);
        else
            gate.move(event.key);
    }

    function move(key: int): void {
        const steps = {};
        steps[Qt.Key_Left] = current % 3 > 0 ? -1 : 0;
        steps[Qt.Key_Right] = current % 3 < 2 ? 1 : 0;
        steps[Qt.Key_Up] = current > 2 ? -3 : 0;
        steps[Qt.Key_Down] = current < 9 ? 3 : 0;
        const there = current + (steps[key] ?? 0);
        // There is no key in the corner.
        current = there === 9 ? 10 : there;
    }

    function press(index: int): void {
        current = index;
        if (keys[index] === "erase")
            typed = typed.slice(0, -1);
        else
            add(keys[index]);
    }

    function add(digit: string): void {
        if (typed.length < 4)
            typed += digit;
        if (typed.length === 4)
            taking.start();
    }

    // The last dot is seen before it is taken.
    Timer {
        id: taking

        interval: 120
        onTriggered: {
            gate.pin.enter(gate.typed);
            gate.typed = "";
        }
    }

    Connections {
        target: gate.pin

        function onWrong(): void {
            gate.typed = "";
            if (!Theme.reducedMotion)
                shake.restart();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.dark(0.97)
    }

    TapHandler {}

    Column {
        anchors.centerIn: parent
        spacing: Theme.px(28)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "lock"
            size: Theme.px(56)
            color: Theme.accent
        }

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(implicitWidth, gate.width - 2 * Theme.marginX)
            text: gate.pin.purpose
            font.pixelSize: Theme.sectionSize
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }

        Row {
            id: dots

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.px(24)
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%n digit(s) entered", "", gate.typed.length)

            Repeater {
                model: 4

                Rectangle {
                    required property int index

                    width: Theme.px(22)
                    height: width
                    radius: width / 2
                    color: index < gate.typed.length ? Theme.accent : "transparent"
                    border.width: Theme.px(2)
                    border.color: index < gate.typed.length ? Theme.accent : Theme.thirdText
                }
            }

            SequentialAnimation {
                id: shake

                loops: 2

                NumberAnimation {
                    target: shift
                    property: "x"
                    to: Theme.px(14)
                    duration: 50
                }
                NumberAnimation {
                    target: shift
                    property: "x"
                    to: -Theme.px(14)
                    duration: 90
                }
                NumberAnimation {
                    target: shift
                    property: "x"
                    to: 0
                    duration: 50
                }
            }

            transform: Translate {
                id: shift
            }
        }

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            text: gate.pin.note !== "" ? gate.pin.note : " "
            color: Theme.secondText
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }

        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            columns: 3
            spacing: Theme.px(16)
            LayoutMirroring.enabled: false

            Repeater {
                model: gate.keys

                Rectangle {
                    id: key

                    required property int index
                    required property string modelData
                    readonly property bool lit: gate.current === index

                    width: Theme.px(104)
                    height: Theme.px(84)
                    radius: Theme.px(18)
                    color: modelData === "" ? "transparent" : lit ? Theme.accent : Theme.light(0.1)
                    scale: lit ? Theme.focusScale : 1

                    Accessible.role: modelData === "" ? Accessible.NoRole : Accessible.Button
                    Accessible.name: modelData === "erase" ? qsTr("Delete the last digit") : modelData
                    Accessible.focused: lit
                    Accessible.onPressAction: gate.press(index)

                    FocusRing {
                        shown: key.lit
                        innerRadius: key.radius
                    }

                    Words {
                        anchors.centerIn: parent
                        visible: key.modelData.length === 1
                        text: key.modelData
                        tabular: true
                        color: key.lit ? Theme.ground : Theme.text
                        font.pixelSize: Theme.sectionSize
                        font.weight: Font.DemiBold
                    }

                    Icon {
                        anchors.centerIn: parent
                        visible: key.modelData === "erase"
                        name: "erase"
                        color: key.lit ? Theme.ground : Theme.text
                    }

                    TapHandler {
                        enabled: key.modelData !== ""
                        onTapped: gate.press(key.index)
                    }
                }
            }
        }
    }
}
