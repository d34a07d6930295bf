pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// One setting: its name, what it does, and its value, which Enter changes.
FocusScope {
    id: line

    required property string label
    required property string note
    required property string value
    property bool on: false
    property int role: Accessible.CheckBox

    signal activated

    implicitHeight: Math.max(Theme.px(104), words.implicitHeight + Theme.px(36))

    Accessible.role: line.role
    Accessible.name: label
    Accessible.description: note + " " + value
    Accessible.checked: role === Accessible.CheckBox && on
    Accessible.focusable: true
    Accessible.onPressAction: line.activated()

    Keys.onReturnPressed: event => line.press(event)
    Keys.onEnterPressed: event => line.press(event)
    Keys.onSpacePressed: event => line.press(event)
    Keys.onSelectPressed: event => line.press(event)

    function press(event: KeyEvent): void {
        event.accepted = true;
        if (!event.isAutoRepeat)
            line.activated();
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.px(16)
        color: Theme.raised

        FocusRing {
            shown: line.activeFocus
            innerRadius: parent.radius
        }
    }

    Column {
        id: words

        anchors {
            left: parent.left
            leftMargin: Theme.px(32)
            right: value.left
            rightMargin: Theme.px(24)
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.px(4)

        Words {
            width: parent.width
            text: line.label
            font.weight: Font.DemiBold
        }

        Words {
            width: parent.width
            text: line.note
            visible: text !== ""
            color: Theme.secondText
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
    }

    Words {
        id: value

        anchors {
            right: parent.right
            rightMargin: Theme.px(32)
            verticalCenter: parent.verticalCenter
        }
        text: line.value
        color: line.on ? Theme.accent : Theme.secondText
        font.weight: Font.DemiBold
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: {
            line.forceActiveFocus(Qt.MouseFocusReason);
            line.activated();
        }
    }
}
