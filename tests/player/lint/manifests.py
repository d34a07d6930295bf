"""Manifests that nothing can be said against, to be spoilt in one place by each test."""

MEDIA = """\
#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="init.mp4"
#EXTINF:4.0,
1.m4s
#EXTINF:4.0,
2.m4s
#EXTINF:3.5,
3.m4s
#EXT-X-ENDLIST
"""
LIVE = """\
#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-DISCONTINUITY-SEQUENCE:2
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,HOLD-BACK=12,PART-HOLD-BACK=3,CAN-SKIP-UNTIL=24
#EXT-X-PART-INF:PART-TARGET=1
#EXT-X-MAP:URI="init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:00Z
#EXT-X-DATERANGE:ID="a",CLASS="ad",START-DATE="2030-01-01T00:00:02Z",END-ON-NEXT=YES
#EXTINF:4,
7.m4s
#EXTINF:4,
8.m4s
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2030-01-01T01:00:08Z
#EXTINF:4,
9.m4s
#EXT-X-PART:DURATION=1,URI="10.0.m4s"
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="10.1.m4s"
"""
MULTIVARIANT = """\
#EXTM3U
#EXT-X-VERSION:6
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-CONTENT-STEERING:SERVER-URI="/steer",PATHWAY-ID="."
#EXT-X-SESSION-DATA:DATA-ID="title",VALUE="Film"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="lo",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="lo-en.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="lo",NAME="Deutsch",LANGUAGE="de",AUTOSELECT=YES,CHANNELS="2",URI="lo-de.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="hi",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="6",URI="hi-en.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="hi",NAME="Deutsch",LANGUAGE="de",AUTOSELECT=YES,CHANNELS="6",URI="hi-de.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="st",NAME="English",LANGUAGE="en",FORCED=NO,URI="st-en.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=800000,AVERAGE-BANDWIDTH=700000,RESOLUTION=640x360,FRAME-RATE=25,CODECS="avc1.4d401e,mp4a.40.2",AUDIO="lo",SUBTITLES="st",CLOSED-CAPTIONS=NONE
low.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2400000,RESOLUTION=1280x720,FRAME-RATE=25,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="hi",SUBTITLES="st",CLOSED-CAPTIONS=NONE
high.m3u8
"""
MPD = """\
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:cenc="urn:mpeg:cenc:2013" type="static"
  profiles="urn:mpeg:dash:profile:isoff-live:2011" mediaPresentationDuration="PT20S" minBufferTime="PT2S"
  maxSegmentDuration="PT4S">
 <Period id="one" start="PT0S" duration="PT20S">
  <EventStream schemeIdUri="urn:x:cue" timescale="1"><Event presentationTime="3"/></EventStream>
  <AdaptationSet id="1" mimeType="video/mp4" segmentAlignment="true">
   <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
   <ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc"
     cenc:default_KID="00112233-4455-6677-8899-aabbccddeeff"/>
   <ContentProtection schemeIdUri="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed">
    <cenc:pssh>AAAA</cenc:pssh></ContentProtection>
   <SegmentTemplate media="$RepresentationID$/$Number$.m4s" initialization="$RepresentationID$/i.mp4"
     duration="4"/>
   <Representation id="v1" bandwidth="500000" width="640" height="360" codecs="avc1.4d401e" frameRate="25"/>
   <Representation id="v2" bandwidth="1500000" width="1280" height="720" codecs="avc1.4d401f" frameRate="25"/>
  </AdaptationSet>
  <AdaptationSet id="2" mimeType="audio/mp4" lang="en" codecs="mp4a.40.2" audioSamplingRate="48000">
   <AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="2"/>
   <SegmentTemplate media="a/$Time$.m4s" initialization="a/i.mp4" timescale="10">
    <SegmentTimeline><S t="0" d="40" r="1"/><S d="40"/><S d="40" r="1"/></SegmentTimeline>
   </SegmentTemplate>
   <Representation id="a1" bandwidth="128000"/>
  </AdaptationSet>
 </Period>
</MPD>
"""
LIVE_MPD = """\
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" profiles="urn:mpeg:dash:profile:isoff-live:2011"
  minBufferTime="PT2S" availabilityStartTime="2030-01-01T00:00:00Z" publishTime="2030-01-01T00:00:00Z"
  minimumUpdatePeriod="PT4S" timeShiftBufferDepth="PT60S" suggestedPresentationDelay="PT12S">
 <Period id="one" start="PT0S">
  <AdaptationSet mimeType="video/mp4" segmentAlignment="true">
   <SegmentTemplate media="$Time$.m4s" initialization="i.mp4">
    <SegmentTimeline><S t="0" d="4" r="5"/></SegmentTimeline>
   </SegmentTemplate>
   <Representation id="v1" bandwidth="500000" width="640" height="360" codecs="avc1.4d401e" frameRate="25"/>
  </AdaptationSet>
 </Period>
 <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="https://time.example/"/>
</MPD>
"""
