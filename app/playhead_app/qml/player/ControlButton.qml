pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// A round button of the player's line of controls.
FocusScope {
    id: button

    required property string name
    required property string icon
    property bool large: false
    property string note: ""

    signal activated

    implicitWidth: note === "" ? implicitHeight : implicitHeight + words.implicitWidth + Theme.px(18)
    implicitHeight: Theme.px(large ? 76 : 60)
    scale: activeFocus ? Theme.focusScale : 1
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.focusable: true
    Accessible.onPressAction: button.activated()

    Keys.onReturnPressed: event => button.press(event)
    Keys.onEnterPressed: event => button.press(event)
    Keys.onSpacePressed: event => button.press(event)
    Keys.onSelectPressed: event => button.press(event)

    function press(event: KeyEvent): void {
        event.accepted = true;
        if (!event.isAutoRepeat)
            button.activated();
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
        color: button.activeFocus ? Theme.accent : hover.hovered ? Theme.light(0.2) : Theme.light(0.1)

        FocusRing {
            shown: button.activeFocus
            innerRadius: parent.radius
        }
    }

    Row {
        anchors.centerIn: parent
        spacing: Theme.px(10)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            size: Theme.px(button.large ? 36 : 28)
            color: button.activeFocus ? Theme.ground : Theme.text
        }

        Words {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: button.note
            color: button.activeFocus ? Theme.ground : Theme.text
            font.weight: Font.DemiBold
            tabular: true
        }
    }

    HoverHandler {
        id: hover

        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: {
            button.forceActiveFocus(Qt.MouseFocusReason);
            button.activated();
        }
    }
}
