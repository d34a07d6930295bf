pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../player"
import "../theme"

// Above a page: in which quality to keep a title, and what each would take.
FocusScope {
    id: sheet

    required property var downloads
    property bool shown: false
    property string title: ""
    readonly property bool ready: downloads.choices.count > 0

    signal closed

    objectName: "download-choice"
    opacity: shown ? 1 : 0
    visible: shown || opacity > 0
    enabled: shown

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }

    function open(itemId: string, name: string, subtitle: string, picture: string): void {
        sheet.title = subtitle !== "" ? subtitle : name;
        sheet.shown = true;
        sheet.forceActiveFocus();
        sheet.downloads.consider(itemId, name, subtitle, picture);
    }

    function close(): void {
        sheet.shown = false;
        sheet.downloads.forget();
        sheet.closed();
    }

    Keys.onEscapePressed: sheet.close()
    Keys.onBackPressed: sheet.close()
    // What is under the sheet hears no key.
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Backspace || (!sheet.ready && event.key === Qt.Key_Return))
            sheet.close();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.dark(0.72)

        TapHandler {
            onTapped: sheet.close()
        }
    }

    ChoiceMenu {
        id: menu

        anchors.centerIn: parent
        width: Theme.px(640)
        focus: true
        heading: qsTr("Download “%1” in").arg(sheet.title)
        choices: sheet.downloads.choices
        shown: sheet.shown && sheet.ready
        onChosen: choiceId => {
            sheet.downloads.choose(choiceId);
            sheet.close();
        }
        onClosed: sheet.close()
    }

    Column {
        anchors.centerIn: parent
        width: Theme.px(760)
        spacing: Theme.px(24)
        visible: !sheet.ready

        Words {
            width: parent.width
            text: sheet.downloads.is_asking ? qsTr("One moment: how large is it?") : sheet.downloads.refusal
            font.pixelSize: Theme.sectionSize
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }

        Words {
            width: parent.width
            text: qsTr("Back returns.")
            color: Theme.thirdText
            font.pixelSize: Theme.captionSize
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
