using System.Text;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class BucketStatTests
{
    private static readonly BucketStat Stat = new()
    {
        Storage = 1600,
        ObjectCount = 230,
        MultipartUploadCount = 40,
        LiveChannelCount = 4,
        LastModifiedTime = 1643341269,
        StandardStorage = 430,
        StandardObjectCount = 66,
        InfrequentAccessStorage = 2359296,
        InfrequentAccessRealStorage = 360,
        InfrequentAccessObjectCount = 54,
        ArchiveStorage = 2949120,
        ArchiveRealStorage = 450,
        ArchiveObjectCount = 74,
        ColdArchiveStorage = 2359297,
        ColdArchiveRealStorage = 361,
        ColdArchiveObjectCount = 36,
        DeepColdArchiveStorage = 2340340840,
        DeepColdArchiveRealStorage = 2340340841,
        DeepColdArchiveObjectCount = 2,
        MultipartPartCount = 1,
        DeleteMarkerCount = 6276,
    };

    [Fact]
    public void It_is_written_as_the_service_writes_it() =>
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <BucketStat><Storage>1600</Storage><ObjectCount>230</ObjectCount><MultipartUploadCount>40</MultipartUploadCount><LiveChannelCount>4</LiveChannelCount><LastModifiedTime>1643341269</LastModifiedTime><StandardStorage>430</StandardStorage><StandardObjectCount>66</StandardObjectCount><InfrequentAccessStorage>2359296</InfrequentAccessStorage><InfrequentAccessRealStorage>360</InfrequentAccessRealStorage><InfrequentAccessObjectCount>54</InfrequentAccessObjectCount><ArchiveStorage>2949120</ArchiveStorage><ArchiveRealStorage>450</ArchiveRealStorage><ArchiveObjectCount>74</ArchiveObjectCount><ColdArchiveStorage>2359297</ColdArchiveStorage><ColdArchiveRealStorage>361</ColdArchiveRealStorage><ColdArchiveObjectCount>36</ColdArchiveObjectCount><DeepColdArchiveStorage>2340340840</DeepColdArchiveStorage><DeepColdArchiveRealStorage>2340340841</DeepColdArchiveRealStorage><DeepColdArchiveObjectCount>2</DeepColdArchiveObjectCount><MultipartPartCount>1</MultipartPartCount><DeleteMarkerCount>6276</DeleteMarkerCount></BucketStat>
            """,
            Encoding.UTF8.GetString(XmlText.ToUtf8(Stat))
        );

    [Fact]
    public void It_survives() => Assert.Equal(Stat, BucketStat.Read(Documents.Stream(Stat)));

    [Fact]
    public void What_an_older_server_does_not_count_is_zero()
    {
        var stat = BucketStat.Read(
            Documents.Stream("<BucketStat><Storage>472594058</Storage><ObjectCount>666</ObjectCount></BucketStat>")
        );
        Assert.Equal(new BucketStat { Storage = 472594058, ObjectCount = 666 }, stat);
    }
}
