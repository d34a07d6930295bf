pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// A short list to choose from, above the controls at the right.
FocusScope {
    id: menu

    required property string heading
    required property var choices
    property bool shown: false

    signal chosen(string choiceId)
    signal closed

    width: Theme.px(640) * Math.min(1.6, Math.max(1, Theme.textScale * 0.8))
    height: Math.min(list.contentHeight, Theme.px(480)) + title.height + Theme.px(64)
    opacity: shown ? 1 : 0
    // At once, not with the first step of the fade: keys do not go to what is invisible.
    visible: shown || opacity > 0
    enabled: shown

    Accessible.role: Accessible.PopupMenu
    Accessible.name: heading

    Behavior on opacity {
        NumberAnimation {
            duration: 120
        }
    }

    onShownChanged: if (shown) {
        for (let line = 0; line < list.count; line++) {
            if (menu.choices.data(menu.choices.index(line, 0), 0x0100 + 4) === true)
                list.currentIndex = line;
        }
        // One that was filled only now has no current line yet.
        list.currentIndex = Math.max(0, list.currentIndex);
        menu.forceActiveFocus();
    }

    Keys.onEscapePressed: menu.closed()
    Keys.onBackPressed: menu.closed()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace || event.key === Qt.Key_Left) {
            event.accepted = true;
            menu.closed();
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.px(20)
        color: Theme.panel
        border.color: Theme.line
        border.width: 1
    }

    Words {
        id: title

        anchors.left: parent.left
        anchors.leftMargin: Theme.px(32)
        y: Theme.px(24)
        text: menu.heading
        color: Theme.secondText
        font.pixelSize: Theme.captionSize
        font.weight: Font.DemiBold
    }

    ListView {
        id: list

        focus: true
        clip: true
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            bottom: parent.bottom
            margins: Theme.px(16)
        }
        model: menu.choices
        highlightMoveDuration: Theme.moveTime

        delegate: ChoiceLine {
            lit: ListView.isCurrentItem && list.activeFocus
            width: ListView.view.width
            onPicked: choiceId => menu.chosen(choiceId)
        }

        Keys.onReturnPressed: menu.take()
        Keys.onEnterPressed: menu.take()
        Keys.onSpacePressed: menu.take()
        Keys.onSelectPressed: menu.take()
    }

    function take(): void {
        const line = list.currentItem as ChoiceLine;
        if (line)
            menu.chosen(line.choice_id);
    }
}
