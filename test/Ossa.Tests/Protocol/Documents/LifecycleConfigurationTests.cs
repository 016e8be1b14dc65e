using System.Text;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class LifecycleConfigurationTests
{
    [Fact]
    public void A_configuration_is_written_as_the_service_writes_it() =>
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <LifecycleConfiguration><Rule><ID>r</ID><Prefix>a/</Prefix><Status>Disabled</Status>
            <Tag><Key>k</Key><Value>v</Value></Tag>
            <Filter><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan><ObjectSizeLessThan>64000</ObjectSizeLessThan>
            <Not><Prefix>a/b</Prefix><Tag><Key>x</Key><Value></Value></Tag></Not></Filter>
            <Expiration><CreatedBeforeDate>2022-12-08T00:00:00.000Z</CreatedBeforeDate></Expiration>
            <Transition><Days>30</Days><StorageClass>IA</StorageClass></Transition>
            <NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays></NoncurrentVersionExpiration>
            <NoncurrentVersionTransition><NoncurrentDays>5</NoncurrentDays><StorageClass>Archive</StorageClass>
            </NoncurrentVersionTransition>
            <AbortMultipartUpload><Days>1</Days></AbortMultipartUpload></Rule></LifecycleConfiguration>
            """.Replace("\n<", "<", StringComparison.Ordinal).Replace("?><", "?>\n<", StringComparison.Ordinal),
            Encoding.UTF8.GetString(
                XmlText.ToUtf8(
                    new LifecycleConfiguration
                    {
                        Rules =
                        [
                            new LifecycleRule
                            {
                                Id = "r",
                                Prefix = "a/",
                                IsEnabled = false,
                                Tags = [new Tag("k", "v")],
                                Filter = new LifecycleFilter
                                {
                                    Not = new LifecycleExclusion("a/b", new Tag("x", "")),
                                    ObjectSizeGreaterThan = 500,
                                    ObjectSizeLessThan = 64_000,
                                },
                                Expiration = new LifecycleExpiration
                                {
                                    Time = new LifecycleTime
                                    {
                                        CreatedBeforeDate = new(2022, 12, 8, 0, 0, 0, TimeSpan.Zero),
                                    },
                                },
                                Transitions = [Move(30, "IA")],
                                NoncurrentExpirationDays = 9,
                                NoncurrentTransitions = [Move(5, "Archive")],
                                AbortMultipartUpload = new LifecycleTime { Days = 1 },
                            },
                        ],
                    }
                )
            )
        );

    [Theory]
    [InlineData("<Lifecycle/>", null)]
    [InlineData("<LifecycleConfiguration><Rule>", null)]
    [InlineData("<!DOCTYPE a><LifecycleConfiguration/>", null)]
    [InlineData("<LifecycleConfiguration><Other/></LifecycleConfiguration>", "0014-00000015")]
    public void What_is_no_such_document_is_refused(string xml, string? ec)
    {
        var refused = Assert.Throws<DocumentFormatException>(() => LifecycleConfiguration.Read(Documents.Stream(xml)));
        Assert.Equal(ec, refused.Error?.Ec);
    }

    private static LifecycleTransition Move(int days, string to) =>
        new()
        {
            Time = new LifecycleTime { Days = days },
            StorageClass = to,
        };
}
