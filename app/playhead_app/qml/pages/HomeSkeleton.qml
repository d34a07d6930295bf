pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// The home page's shape while its content is on the way.
Item {
    id: skeleton

    required property real fold

    Accessible.role: Accessible.Animation
    Accessible.name: qsTr("Loading")

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: skeleton.fold - Theme.px(420)
        spacing: Theme.px(22)

        Skeleton {
            width: Theme.px(560)
            height: Theme.px(96)
        }
        Skeleton {
            width: Theme.px(300)
            height: Theme.px(22)
        }
        Skeleton {
            width: Theme.px(680)
            height: Theme.px(22)
        }
        Skeleton {
            width: Theme.px(620)
            height: Theme.px(22)
        }
        Skeleton {
            width: Theme.px(170)
            height: Theme.px(60)
            radius: height / 2
        }
    }

    Skeleton {
        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: skeleton.fold
        width: Theme.px(240)
        height: Theme.px(28)
    }

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: skeleton.fold + Theme.px(58)
        spacing: Theme.tileGap

        Repeater {
            model: 8

            Skeleton {
                width: Theme.posterWidth
                height: Theme.posterHeight
            }
        }
    }
}
