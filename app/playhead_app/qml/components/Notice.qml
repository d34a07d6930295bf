pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A sentence that comes, is read and goes.
Rectangle {
    id: notice

    function show(sentence: string): void {
        words.text = sentence;
        opacity = 1;
        away.restart();
    }

    implicitWidth: Math.min(words.implicitWidth + Theme.px(64), Theme.windowWidth - 2 * Theme.marginX)
    implicitHeight: Theme.px(64)
    radius: height / 2
    color: Theme.raised
    border.color: Theme.line
    border.width: 1
    opacity: 0
    visible: opacity > 0

    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Words {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, notice.width - Theme.px(48))
    }

    Timer {
        id: away

        interval: 4500
        onTriggered: notice.opacity = 0
    }

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }
}
