pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// What is kept on this device: watch it, pause it, delete it; and how much room it takes.
FocusScope {
    id: page

    required property var app
    readonly property var downloads: app.downloads
    readonly property bool empty: downloads.count === 0

    signal playWanted(string downloadId)
    signal backWanted

    objectName: "downloads"

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

    // What scrolls up goes under it: a clip would leave traces of icons where there is no GPU.
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            bottom: list.top
        }
        z: 1
        color: Theme.ground
    }

    Words {
        id: heading

        z: 2
        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: Theme.px(96)
        text: qsTr("Downloads")
        font.pixelSize: Theme.displaySize
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    Column {
        z: 2
        anchors {
            right: limit.left
            rightMargin: Theme.px(28)
            verticalCenter: limit.verticalCenter
        }
        width: Math.max(Theme.px(380), Math.min(Theme.px(760), room.implicitWidth))
        spacing: Theme.px(10)

        Words {
            id: room

            width: parent.width
            text: page.downloads.room
            color: Theme.secondText
            font.pixelSize: Theme.captionSize
            horizontalAlignment: Text.AlignRight
            tabular: true
        }

        Rectangle {
            width: parent.width
            height: Theme.px(6)
            radius: height / 2
            color: Theme.light(0.14)

            Rectangle {
                anchors.left: parent.left
                width: Math.max(page.empty ? 0 : height, parent.width * page.downloads.room_share)
                height: parent.height
                radius: parent.radius
                color: Theme.accent
            }
        }
    }

    Pill {
        id: limit

        objectName: "downloads-limit"
        z: 2
        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            verticalCenter: heading.verticalCenter
        }
        focus: page.empty
        label: page.downloads.limit
        icon: "settings"
        Accessible.description: qsTr("What all downloads may take together. Enter changes it.")
        onActivated: page.downloads.next_limit()
        Keys.onDownPressed: if (!page.empty)
            list.forceActiveFocus()
    }

    ListView {
        id: list

        objectName: "downloads-list"
        anchors {
            left: parent.left
            right: parent.right
            top: heading.bottom
            topMargin: Theme.px(40)
            bottom: parent.bottom
        }
        focus: !page.empty
        visible: !page.empty
        model: page.downloads.rows
        spacing: Theme.px(20)
        topMargin: Theme.px(16)
        bottomMargin: Theme.marginY + Theme.px(40)
        preferredHighlightBegin: Theme.px(16)
        preferredHighlightEnd: height - Theme.px(60)
        highlightRangeMode: ListView.ApplyRange
        highlightMoveDuration: Theme.moveTime
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Downloads")

        onCountChanged: if (currentIndex < 0 && count > 0)
            currentIndex = 0

        delegate: DownloadLine {
            required property int index

            anchors.left: parent?.left
            anchors.leftMargin: Theme.marginX
            width: list.width - 2 * Theme.marginX
            onActiveFocusChanged: if (activeFocus)
                list.currentIndex = index
            onPlayed: downloadId => page.playWanted(downloadId)
            onPaused: downloadId => page.downloads.pause(downloadId)
            onResumed: downloadId => page.downloads.resume(downloadId)
            onRemoved: downloadId => page.downloads.remove(downloadId)
        }

        Keys.onUpPressed: if (currentIndex > 0)
            decrementCurrentIndex();
        else
            limit.forceActiveFocus()
        Keys.onDownPressed: incrementCurrentIndex()
    }

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.marginX, Theme.px(900))
        spacing: Theme.px(20)
        visible: page.empty

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: page.downloads.fault === "" ? "download" : "offline"
            size: Theme.px(72)
            color: Theme.accent
        }

        Words {
            width: parent.width
            text: page.downloads.fault === "" ? qsTr("Nothing is downloaded yet.") : page.downloads.fault
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }

        Words {
            width: parent.width
            visible: page.downloads.fault === ""
            text: qsTr("Choose Download on a title's page, and watch it without a connection.")
            color: Theme.secondText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
