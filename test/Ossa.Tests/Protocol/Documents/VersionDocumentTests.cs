using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class VersionDocumentTests
{
    private static readonly DateTimeOffset Time = new(2019, 4, 9, 7, 27, 28, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "<VersioningConfiguration></VersioningConfiguration>")]
    [InlineData("Enabled", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")]
    [InlineData("Suspended", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")]
    public void A_bucket_s_versioning_survives(string? status, string xml)
    {
        var configuration = new VersioningConfiguration(status);
        Assert.Equal(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}",
            Encoding.UTF8.GetString(XmlText.ToUtf8(configuration))
        );
        Assert.Equal(configuration, VersioningConfiguration.Read(Documents.Stream(configuration)));
    }

    [Theory]
    [InlineData("<VersioningConfiguration/>")]
    [InlineData("<VersioningConfiguration><Status/></VersioningConfiguration>")]
    public void A_versioning_that_was_never_set_has_no_status(string xml) =>
        Assert.Null(VersioningConfiguration.Read(Documents.Stream(xml)).Status);

    [Theory]
    [InlineData("enabled")]
    [InlineData("Disabled")]
    public void A_versioning_that_is_none_is_refused(string status) =>
        Assert.Throws<DocumentFormatException>(() =>
            VersioningConfiguration.Read(
                Documents.Stream($"<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>")
            )
        );

    [Fact]
    public void Versions_are_written_as_the_service_writes_them() =>
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListVersionsResult><Name>oss-example</Name><Prefix></Prefix><KeyMarker>a%20b</KeyMarker><VersionIdMarker>v3</VersionIdMarker><MaxKeys>3</MaxKeys><Delimiter>%2F</Delimiter><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextKeyMarker>pic.jpg</NextKeyMarker><NextVersionIdMarker>null</NextVersionIdMarker><DeleteMarker><Key>a%20b</Key><VersionId>v2</VersionId><IsLatest>false</IsLatest><LastModified>2019-04-09T07:27:28.000Z</LastModified><Owner><ID>1</ID><DisplayName>one</DisplayName></Owner></DeleteMarker><Version><Key>a%20b</Key><VersionId>v1</VersionId><IsLatest>false</IsLatest><LastModified>2019-04-09T07:27:28.000Z</LastModified><ETag>"250F8A0AE989679A22926A875F0A2"</ETag><Type>Normal</Type><Size>93731</Size><StorageClass>Standard</StorageClass><Owner><ID>1</ID><DisplayName>one</DisplayName></Owner></Version><CommonPrefixes><Prefix>c%2F</Prefix></CommonPrefixes></ListVersionsResult>
            """,
            Encoding.UTF8.GetString(
                XmlText.ToUtf8(
                    new ListVersionsResult
                    {
                        Name = "oss-example",
                        KeyMarker = "a b",
                        VersionIdMarker = "v3",
                        MaxKeys = 3,
                        Delimiter = "/",
                        EncodingType = "url",
                        IsTruncated = true,
                        NextKeyMarker = "pic.jpg",
                        NextVersionIdMarker = "null",
                        Entries = [Marker("a b", "v2"), Version("a b", "v1")],
                        CommonPrefixes = ["c/"],
                    }
                )
            )
        );

    [Fact]
    public void Nasty_names_survive_a_listing_of_versions_in_one_order_encoded_or_not() =>
        Gen.Select(Gen.Select(NastyNames.Gen, Gen.Bool, Gen.Bool).List[0, 6], NastyNames.Gen, NastyNames.Gen, Gen.Bool)
            .Sample(
                (entries, prefix, marker, encoded) =>
                {
                    var page = new ListVersionsResult
                    {
                        Name = "bucket",
                        Prefix = prefix,
                        KeyMarker = marker,
                        VersionIdMarker = "v9",
                        MaxKeys = 6,
                        Delimiter = "+ ",
                        EncodingType = encoded ? "url" : null,
                        IsTruncated = true,
                        NextKeyMarker = prefix,
                        NextVersionIdMarker = "v1",
                        Entries =
                        [
                            .. entries.Select(
                                ListedVersion (entry) =>
                                    entry.Item2
                                        ? Marker(entry.Item1, "m") with
                                        {
                                            IsLatest = entry.Item3,
                                        }
                                        : Version(entry.Item1, "v") with
                                        {
                                            IsLatest = entry.Item3,
                                        }
                            ),
                        ],
                        CommonPrefixes = [prefix, marker],
                    };
                    var read = ListVersionsResult.Read(Documents.Stream(page));
                    Assert.Equal(page.Entries, read.Entries);
                    Assert.Equal(page.CommonPrefixes, read.CommonPrefixes);
                    Assert.Equal(page with { Entries = read.Entries, CommonPrefixes = read.CommonPrefixes }, read);
                }
            );

    [Fact]
    public void The_last_page_of_versions_has_no_next_markers()
    {
        var read = ListVersionsResult.Read(Documents.Stream(new ListVersionsResult { Name = "bucket" }));
        Assert.Null(read.NextKeyMarker);
        Assert.Null(read.NextVersionIdMarker);
    }

    private static VersionEntry Version(string key, string versionId) =>
        new()
        {
            Key = key,
            VersionId = versionId,
            LastModified = Time,
            ETag = "\"250F8A0AE989679A22926A875F0A2\"",
            Type = "Normal",
            Size = 93731,
            StorageClass = "Standard",
            Owner = new Owner("1", "one"),
        };

    private static DeleteMarkerEntry Marker(string key, string versionId) =>
        new()
        {
            Key = key,
            VersionId = versionId,
            LastModified = Time,
            Owner = new Owner("1", "one"),
        };
}
