pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Wide artwork in the right two thirds that melts into the ground on the left and below. A new picture fades
// in over the old one once it is here.
Item {
    id: backdrop

    property string source: ""
    property real strength: 1
    property bool frontIsFirst: true

    onSourceChanged: {
        const next = frontIsFirst ? second : first;
        if (next.source.toString() === source)
            reveal(next);
        else
            next.source = source;
        if (source === "")
            reveal(next);
    }

    function reveal(image: Image): void {
        backdrop.frontIsFirst = image === first;
    }

    component Picture: Image {
        id: picture

        property bool front: false

        anchors.fill: parent
        asynchronous: true
        fillMode: Image.PreserveAspectCrop
        horizontalAlignment: Image.AlignRight
        verticalAlignment: Image.AlignTop
        sourceSize.width: Math.ceil(width)
        opacity: front && status === Image.Ready ? backdrop.strength : 0

        Behavior on opacity {
            NumberAnimation {
                duration: 400
                easing.type: Easing.InOutQuad
            }
        }
    }

    Picture {
        id: first

        front: backdrop.frontIsFirst
        onStatusChanged: if (status === Image.Ready && source.toString() === backdrop.source)
            backdrop.reveal(first)
    }

    Picture {
        id: second

        front: !backdrop.frontIsFirst
        onStatusChanged: if (status === Image.Ready && source.toString() === backdrop.source)
            backdrop.reveal(second)
    }

    // Left: the text's ground. Several stops, so that no edge can be seen.
    Rectangle {
        anchors.fill: parent
        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                position: 0
                color: Theme.ground
            }
            GradientStop {
                position: 0.12
                color: Qt.rgba(0.043, 0.055, 0.078, 0.88)
            }
            GradientStop {
                position: 0.32
                color: Qt.rgba(0.043, 0.055, 0.078, 0.5)
            }
            GradientStop {
                position: 0.62
                color: Qt.rgba(0.043, 0.055, 0.078, 0)
            }
        }
    }

    Rectangle {
        anchors.fill: parent
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.rgba(0.043, 0.055, 0.078, 0.45)
            }
            GradientStop {
                position: 0.18
                color: Qt.rgba(0.043, 0.055, 0.078, 0)
            }
            GradientStop {
                position: 0.55
                color: Qt.rgba(0.043, 0.055, 0.078, 0)
            }
            GradientStop {
                position: 0.8
                color: Qt.rgba(0.043, 0.055, 0.078, 0.7)
            }
            GradientStop {
                position: 1
                color: Theme.ground
            }
        }
    }
}
