pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../theme"

// A picture from the catalogue with round corners. A shape in its own colour first; the picture fades in.
Item {
    id: artwork

    property string source: ""
    property real radius: Theme.tileRadius
    property string fallback: ""
    property string tint: ""
    readonly property color ground: tint !== "" ? tint : Theme.raised
    readonly property bool ready: image.status === Image.Ready && image.wanted === source

    onSourceChanged: image.follow()

    Rectangle {
        anchors.fill: parent
        radius: artwork.radius
        visible: picture.opacity < 1
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

        property string wanted: ""

        // A tile that is used again while its picture is on the way waits for it, and skips those that pass
        // meanwhile: breaking a download off leaves kilobytes behind in Qt, and thousands pass.
        function follow(): void {
            if (status !== Image.Loading && wanted !== artwork.source)
                source = wanted = artwork.source;
        }

        onStatusChanged: follow()
        visible: false
        asynchronous: true
        cache: false
        sourceSize.width: Math.ceil(artwork.width * Screen.devicePixelRatio)
    }

    // A shape filled with the picture: a mask needs two textures and a pass of its own for each tile, which
    // halves the frame rate where there is no GPU.
    Shape {
        id: picture

        anchors.fill: parent
        preferredRendererType: Shape.CurveRenderer
        visible: opacity > 0
        opacity: artwork.ready ? 1 : 0

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.fadeTime
            }
        }

        ShapePath {
            id: path

            // The texture is laid at the origin, one of its pixels on one of the screen's: make it cover, and
            // centre it.
            readonly property real textureWidth: Math.max(1, image.implicitWidth / Screen.devicePixelRatio)
            readonly property real textureHeight: Math.max(1, image.implicitHeight / Screen.devicePixelRatio)
            readonly property real cover: Math.max(artwork.width / textureWidth, artwork.height / textureHeight)

            strokeWidth: -1
            strokeColor: "transparent"
            fillColor: "white"
            fillItem: artwork.ready ? image : null
            fillTransform: PlanarTransform.fromAffineMatrix(cover, 0, 0, cover, (artwork.width - textureWidth * cover) / 2, (artwork.height - textureHeight * cover) / 2)

            PathRectangle {
                width: artwork.width
                height: artwork.height
                radius: artwork.radius
            }
        }
    }
}
