pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// The home page's upper edge: search, the viewer's list, downloads, settings, and who is watching.
FocusScope {
    id: bar

    required property var app
    property bool ready: false

    signal searchWanted
    signal myListWanted
    signal downloadsWanted
    signal settingsWanted
    signal profilesWanted

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    component Entry: Pill {
        anchors.verticalCenter: parent?.verticalCenter
        quiet: true
        implicitHeight: Theme.px(52)
        implicitWidth: implicitHeight
    }

    Row {
        id: row

        spacing: Theme.px(24)

        OfflineMark {
            anchors.verticalCenter: parent.verticalCenter
            shown: bar.app.household.is_offline && bar.ready
        }

        Entry {
            id: search

            objectName: "search"
            label: qsTr("Search")
            icon: "search"
            onActivated: bar.searchWanted()
            KeyNavigation.right: myList
        }

        Entry {
            id: myList

            objectName: "my-list"
            label: qsTr("My list")
            icon: "list"
            onActivated: bar.myListWanted()
            KeyNavigation.left: search
            KeyNavigation.right: downloads.visible ? downloads : settings
        }

        Entry {
            id: downloads

            objectName: "downloads-pill"
            visible: bar.app.downloads.is_offered
            label: qsTr("Downloads")
            icon: "download"
            onActivated: bar.downloadsWanted()
            KeyNavigation.left: myList
            KeyNavigation.right: settings
        }

        Entry {
            id: settings

            objectName: "settings"
            focus: true
            label: qsTr("Settings")
            icon: "settings"
            onActivated: bar.settingsWanted()
            KeyNavigation.left: downloads.visible ? downloads : myList
            KeyNavigation.right: who
        }

        AvatarTile {
            id: who

            objectName: "who-watches"
            anchors.verticalCenter: parent.verticalCenter
            width: size
            label: ""
            picture: bar.app.household.avatar !== "" ? bar.app.household.avatar : "dune"
            size: Theme.px(52)
            Accessible.name: qsTr("Profile: %1").arg(bar.app.household.name)
            onActivated: bar.profilesWanted()
            KeyNavigation.left: settings
        }

        Clock {
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
