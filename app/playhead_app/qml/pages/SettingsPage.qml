pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// What a viewer can set. Every change shows at once.
FocusScope {
    id: page

    required property var app
    readonly property var preferences: app.preferences

    signal backWanted

    objectName: "settings-page"

    StackView.onActivated: page.forceActiveFocus()

    Keys.onEscapePressed: page.backWanted()
    Keys.onBackPressed: page.backWanted()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            event.accepted = true;
            page.backWanted();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Words {
        id: heading

        x: Theme.marginX
        y: Theme.px(120)
        text: qsTr("Settings")
        font.pixelSize: Theme.displaySize
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    Column {
        x: Theme.marginX
        anchors.top: heading.bottom
        anchors.topMargin: Theme.px(56)
        width: Theme.px(980)
        spacing: Theme.px(20)

        SettingLine {
            id: motion

            objectName: "reduced-motion"
            focus: true
            width: parent.width
            label: qsTr("Calm motion")
            note: qsTr("Pages and rows fade instead of sliding.")
            value: page.preferences.is_motion_reduced ? qsTr("On") : qsTr("Off")
            on: page.preferences.is_motion_reduced
            onActivated: page.preferences.reduce_motion(!page.preferences.is_motion_reduced)
            KeyNavigation.down: text
        }

        SettingLine {
            id: text

            objectName: "text-size"
            width: parent.width
            label: qsTr("Text size")
            note: qsTr("Larger words everywhere in the app.")
            value: [qsTr("Normal"), qsTr("Large"), qsTr("Very large")][page.preferences.text_step]
            on: page.preferences.text_step > 0
            onActivated: page.preferences.next_text_step()
            KeyNavigation.up: motion
        }
    }

    Words {
        x: Theme.marginX
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.marginY + Theme.px(12)
        text: qsTr("Enter changes a setting. Back returns.")
        color: Theme.thirdText
        font.pixelSize: Theme.captionSize
    }
}
