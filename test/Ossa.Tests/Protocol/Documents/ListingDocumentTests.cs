using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class ListingDocumentTests
{
    private static readonly DateTimeOffset Time = new(2025, 2, 3, 2, 53, 25, TimeSpan.Zero);

    [Fact]
    public void Nasty_names_survive_a_first_version_listing_encoded_or_not() =>
        Gen.Select(NastyNames.Gen.List[0, 5], NastyNames.Gen, NastyNames.Gen, Gen.Bool)
            .Sample(
                (keys, prefix, marker, encoded) =>
                {
                    var page = new ListBucketResult
                    {
                        Name = "bucket",
                        Prefix = prefix,
                        Marker = marker,
                        Delimiter = "/",
                        MaxKeys = 100,
                        EncodingType = encoded ? "url" : null,
                        IsTruncated = true,
                        NextMarker = marker,
                        Contents = [.. keys.Select(Entry)],
                        CommonPrefixes = keys,
                    };
                    var read = ListBucketResult.Read(Documents.Stream(page));
                    Assert.Equal(keys, read.Contents.Select(entry => entry.Key));
                    Assert.Equal(keys, read.CommonPrefixes);
                    Assert.Equal((prefix, marker, marker), (read.Prefix, read.Marker, read.NextMarker));
                    Assert.Equal(XmlText.ToUtf8(page), XmlText.ToUtf8(read));
                }
            );

    [Fact]
    public void Nasty_names_survive_a_second_version_listing_encoded_or_not() =>
        Gen.Select(NastyNames.Gen.List[0, 5], NastyNames.Gen, NastyNames.Gen, Gen.Bool)
            .Sample(
                (keys, prefix, token, encoded) =>
                {
                    var page = new ListBucketResultV2
                    {
                        Name = "bucket",
                        Prefix = prefix,
                        StartAfter = token,
                        Delimiter = "+ ",
                        MaxKeys = 1000,
                        EncodingType = encoded ? "url" : null,
                        IsTruncated = true,
                        ContinuationToken = token,
                        NextContinuationToken = token,
                        KeyCount = keys.Count,
                        Contents = [.. keys.Select(Entry)],
                        CommonPrefixes = keys,
                    };
                    var read = ListBucketResultV2.Read(Documents.Stream(page));
                    Assert.Equal(keys, read.Contents.Select(entry => entry.Key));
                    Assert.Equal(keys, read.CommonPrefixes);
                    Assert.Equal((prefix, token, token), (read.Prefix, read.StartAfter, read.NextContinuationToken));
                    Assert.Equal(XmlText.ToUtf8(page), XmlText.ToUtf8(read));
                }
            );

    [Fact]
    public void A_listing_is_written_as_the_service_writes_it()
    {
        var page = new ListBucketResult
        {
            Name = "examplebucket",
            Prefix = "fun/",
            MaxKeys = 100,
            Delimiter = "/",
            EncodingType = "url",
            Contents = [Entry("fun/test 1.jpg")],
            CommonPrefixes = ["fun/movie/"],
        };
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult><Name>examplebucket</Name><Prefix>fun%2F</Prefix><Marker></Marker><MaxKeys>100</MaxKeys><Delimiter>%2F</Delimiter><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated><Contents><Key>fun%2Ftest%201.jpg</Key><LastModified>2025-02-03T02:53:25.000Z</LastModified><ETag>"5B3C1A2E053D763E1B002CC607C5A0FE"</ETag><Type>Normal</Type><Size>344606</Size><StorageClass>Standard</StorageClass><Owner><ID>20220222</ID><DisplayName>user</DisplayName></Owner></Contents><CommonPrefixes><Prefix>fun%2Fmovie%2F</Prefix></CommonPrefixes></ListBucketResult>
            """,
            Encoding.UTF8.GetString(XmlText.ToUtf8(page))
        );
    }

    [Fact]
    public void A_page_of_the_service_is_read_whatever_the_order_and_whatever_is_new()
    {
        var page = ListBucketResultV2.Read(
            Documents.Stream(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
                  <Name>examplebucket</Name>
                  <Prefix>a%2Bb+c</Prefix>
                  <KeyCount>1</KeyCount>
                  <Novelty><Deep attribute="x">text<Deeper/></Deep></Novelty>
                  <Contents>
                    <Key>a%2Bb%20c/d</Key>
                    <TransitionTime>2024-04-08T08:12:20.000Z</TransitionTime>
                    <LastModified>2012-02-24T08:43:07.000Z</LastModified>
                    <ETag>"5B3C1A2E053D763E1B002CC607C5A0FE1****"</ETag>
                    <Size>9223372036854775807</Size>
                  </Contents>
                  <CommonPrefixes><Prefix>x%2F</Prefix><Prefix>y%2F</Prefix></CommonPrefixes>
                  <EncodingType>url</EncodingType>
                  <IsTruncated>true</IsTruncated>
                  <NextContinuationToken>CgJiYw--</NextContinuationToken>
                </ListBucketResult>
                """
            )
        );
        Assert.Equal("a+b c", page.Prefix);
        var entry = Assert.Single(page.Contents);
        Assert.Equal("a+b c/d", entry.Key);
        Assert.Equal(long.MaxValue, entry.Size);
        Assert.Equal(new DateTimeOffset(2012, 2, 24, 8, 43, 7, TimeSpan.Zero), entry.LastModified);
        Assert.Equal(["x/", "y/"], page.CommonPrefixes);
        Assert.Equal("CgJiYw--", page.NextContinuationToken);
    }

    [Fact]
    public void A_name_that_is_badly_encoded_is_refused() =>
        Assert.Throws<DocumentFormatException>(() =>
            ListBucketResult.Read(
                Documents.Stream(
                    "<ListBucketResult><EncodingType>url</EncodingType><Prefix>%zz</Prefix></ListBucketResult>"
                )
            )
        );

    [Fact]
    public void Buckets_survive_the_list_of_all()
    {
        var list = new ListAllMyBucketsResult
        {
            Prefix = "my",
            Marker = "m",
            MaxKeys = 2,
            IsTruncated = true,
            NextMarker = "mybucket",
            Owner = new Owner("512", "51264"),
            Buckets =
            [
                new BucketEntry
                {
                    Name = "mybucket",
                    Location = "oss-cn-hangzhou",
                    Region = "cn-hangzhou",
                    CreationDate = Time,
                    StorageClass = "Standard",
                    ExtranetEndpoint = "oss-cn-hangzhou.aliyuncs.com",
                    IntranetEndpoint = "oss-cn-hangzhou-internal.aliyuncs.com",
                    ResourceGroupId = "rg-default-id",
                },
            ],
        };
        var read = ListAllMyBucketsResult.Read(Documents.Stream(list));
        Assert.Equal(list.Buckets, read.Buckets);
        Assert.Equal(list with { Buckets = read.Buckets }, read);
    }

    private static ObjectEntry Entry(string key) =>
        new()
        {
            Key = key,
            LastModified = Time,
            ETag = "5B3C1A2E053D763E1B002CC607C5A0FE",
            Type = "Normal",
            Size = 344606,
            StorageClass = "Standard",
            Owner = new Owner("20220222", "user"),
        };
}
