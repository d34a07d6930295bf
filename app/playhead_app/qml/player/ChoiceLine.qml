pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// One line of a menu, with a tick if it is the chosen one.
Item {
    id: line

    required property int index
    required property string choice_id
    required property string label
    required property string note
    required property bool is_chosen
    property bool lit: false

    signal picked(string choiceId)

    height: Math.max(Theme.px(60), Theme.type(44))

    Accessible.role: Accessible.RadioButton
    Accessible.name: label + " " + note
    Accessible.checked: is_chosen
    Accessible.focused: lit
    Accessible.onPressAction: line.picked(line.choice_id)

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.px(4)
        radius: Theme.tileRadius
        color: line.lit ? Theme.accent : hover.hovered ? Theme.light(0.08) : "transparent"
    }

    Icon {
        anchors {
            left: parent.left
            leftMargin: Theme.px(18)
            verticalCenter: parent.verticalCenter
        }
        visible: line.is_chosen
        name: "check"
        size: Theme.px(24)
        color: line.lit ? Theme.ground : Theme.accent
    }

    Words {
        id: label

        anchors {
            left: parent.left
            leftMargin: Theme.px(58)
            verticalCenter: parent.verticalCenter
        }
        text: line.label
        font.weight: line.is_chosen ? Font.DemiBold : Font.Normal
        color: line.lit ? Theme.ground : Theme.text
    }

    Words {
        anchors {
            left: label.right
            leftMargin: Theme.px(16)
            right: parent.right
            rightMargin: Theme.px(20)
            verticalCenter: parent.verticalCenter
        }
        horizontalAlignment: Text.AlignRight
        text: line.note
        font.pixelSize: Theme.captionSize
        color: line.lit ? Theme.ground : Theme.thirdText
        tabular: true
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: line.picked(line.choice_id)
    }
}
