pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A profile's picture: a motif on a round ground of its own colours.
Rectangle {
    id: avatar

    property string picture: ""
    property real size: Theme.px(160)
    readonly property string known: picture in Theme.avatars ? picture : "dune"
    readonly property var grounds: Theme.avatars[known]

    implicitWidth: size
    implicitHeight: size
    radius: size / 2
    gradient: Gradient {
        GradientStop {
            position: 0
            color: avatar.grounds[0]
        }
        GradientStop {
            position: 1
            color: avatar.grounds[1]
        }
    }

    Icon {
        anchors.centerIn: parent
        name: "avatar-" + avatar.known
        size: avatar.size * 0.54
        color: Theme.text
    }
}
