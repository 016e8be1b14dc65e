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
        MultipartPartCount = 11,
        MultipartPartStorage = 5000,
        DeleteMarkerCount = 6276,
        LastModifiedTime = 1643341269,
        Standard = ClassStat(430, 430, 66),
        InfrequentAccess = ClassStat(2359296, 360, 54),
        Archive = ClassStat(2949120, 450, 74),
        ColdArchive = ClassStat(2359297, 361, 36),
        DeepColdArchive = ClassStat(131072, 100, 2),
    };

    [Fact]
    public void It_is_written_as_the_service_writes_it() =>
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <BucketStat><Storage>1600</Storage><ObjectCount>230</ObjectCount><MultipartUploadCount>40</MultipartUploadCount><LiveChannelCount>4</LiveChannelCount><MultipartPartCount>11</MultipartPartCount><MultipartPartStorage>5000</MultipartPartStorage><DeleteMarkerCount>6276</DeleteMarkerCount><LastModifiedTime>1643341269</LastModifiedTime><StandardStorage>430</StandardStorage><StandardObjectCount>66</StandardObjectCount><StandardMultipartPartCount>67</StandardMultipartPartCount><StandardMultipartPartStorage>68</StandardMultipartPartStorage><InfrequentAccessStorage>2359296</InfrequentAccessStorage><InfrequentAccessRealStorage>360</InfrequentAccessRealStorage><InfrequentAccessObjectCount>54</InfrequentAccessObjectCount><InfrequentMultipartPartCount>55</InfrequentMultipartPartCount><InfrequentMultipartPartStorage>56</InfrequentMultipartPartStorage><ArchiveStorage>2949120</ArchiveStorage><ArchiveRealStorage>450</ArchiveRealStorage><ArchiveObjectCount>74</ArchiveObjectCount><ArchiveMultipartPartCount>75</ArchiveMultipartPartCount><ArchiveMultipartPartStorage>76</ArchiveMultipartPartStorage><ColdArchiveStorage>2359297</ColdArchiveStorage><ColdArchiveRealStorage>361</ColdArchiveRealStorage><ColdArchiveObjectCount>36</ColdArchiveObjectCount><ColdArchiveMultipartPartCount>37</ColdArchiveMultipartPartCount><ColdArchiveMultipartPartStorage>38</ColdArchiveMultipartPartStorage><DeepColdArchiveStorage>131072</DeepColdArchiveStorage><DeepColdArchiveRealStorage>100</DeepColdArchiveRealStorage><DeepColdArchiveObjectCount>2</DeepColdArchiveObjectCount><DeepColdArchiveMultipartPartCount>3</DeepColdArchiveMultipartPartCount><DeepColdArchiveMultipartPartStorage>4</DeepColdArchiveMultipartPartStorage></BucketStat>
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

    private static StorageClassStat ClassStat(long storage, long real, long objects) =>
        new()
        {
            Storage = storage,
            RealStorage = real,
            ObjectCount = objects,
            MultipartPartCount = objects + 1,
            MultipartPartStorage = objects + 2,
        };
}
