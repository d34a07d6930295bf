pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Effects
import "../theme"

// A picture from the catalogue. A still shape in its place first; the picture fades in over it.
Item {
    id: artwork

    property alias source: image.source
    property real radius: Theme.tileRadius
    property string fallback: ""
    property string tint: ""
    readonly property color ground: tint !== "" ? tint : Theme.raised
    readonly property bool ready: image.status === Image.Ready

    Rectangle {
        anchors.fill: parent
        radius: artwork.radius
        visible: !artwork.ready || image.opacity < 1
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.darker(artwork.ground, 1.15)
            }
            GradientStop {
                position: 1
                color: Qt.darker(artwork.ground, 2.2)
            }
        }

        Words {
            anchors.fill: parent
            anchors.margins: Theme.px(16)
            visible: image.status !== Image.Loading && artwork.fallback !== ""
            text: artwork.fallback
            color: Theme.text
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
    }

    Image {
        id: image

        anchors.fill: parent
        asynchronous: true
        cache: true
        fillMode: Image.PreserveAspectCrop
        sourceSize.width: Math.ceil(artwork.width)
        sourceSize.height: Math.ceil(artwork.height)
        opacity: status === Image.Ready ? 1 : 0
        layer.enabled: artwork.radius > 0
        layer.smooth: true
        layer.effect: MultiEffect {
            maskEnabled: true
            maskSource: mask
            maskThresholdMin: 0.5
            maskSpreadAtMin: 1.0
        }

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.fadeTime
            }
        }
    }

    Rectangle {
        id: mask

        anchors.fill: parent
        radius: artwork.radius
        visible: false
        layer.enabled: artwork.radius > 0
        layer.smooth: true
    }
}
