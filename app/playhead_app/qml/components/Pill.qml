pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A button. Amber when it is the page's first action and has the focus; raised ground otherwise.
FocusScope {
    id: pill

    required property string label
    property string icon: ""
    property bool primary: false
    property bool quiet: false
    property bool pointerOnly: false

    signal activated

    readonly property bool lit: activeFocus
    readonly property real contentWidth: content.implicitWidth + Theme.px(quiet && label === "" ? 32 : 52)
    readonly property color ink: lit || primary ? Theme.ground : Theme.text

    implicitHeight: Math.max(Theme.px(60), Theme.type(44))
    implicitWidth: contentWidth
    scale: lit ? Theme.focusScale : 1
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.focusable: true
    Accessible.onPressAction: pill.activated()

    Keys.onReturnPressed: event => pill.press(event)
    Keys.onEnterPressed: event => pill.press(event)
    Keys.onSpacePressed: event => pill.press(event)
    Keys.onSelectPressed: event => pill.press(event)

    function press(event: KeyEvent): void {
        if (event.isAutoRepeat)
            return;
        event.accepted = true;
        pill.activated();
    }

    Behavior on scale {
        NumberAnimation {
            duration: Theme.moveTime
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: tap.pressed ? Theme.accentPressed : pill.lit ? Theme.accent : pill.primary ? Theme.text : hover.hovered ? Theme.light(0.20) : pill.quiet ? "transparent" : Theme.light(0.12)

        Behavior on color {
            ColorAnimation {
                duration: 120
            }
        }

        FocusRing {
            shown: pill.lit
            innerRadius: parent.radius
        }
    }

    Row {
        id: content

        anchors.centerIn: parent
        spacing: Theme.px(12)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: pill.icon !== ""
            name: pill.icon
            color: pill.ink
            size: Theme.type(26)
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            visible: pill.label !== "" && !(pill.quiet && pill.icon !== "")
            text: pill.label
            color: pill.ink
            font.weight: Font.DemiBold
        }
    }

    HoverHandler {
        id: hover

        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        id: tap

        onTapped: {
            pill.forceActiveFocus(Qt.MouseFocusReason);
            pill.activated();
        }
    }
}
