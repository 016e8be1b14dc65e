using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class MultipartDocumentTests
{
    private static readonly DateTimeOffset Time = new(2012, 2, 23, 7, 1, 34, TimeSpan.Zero);

    [Fact]
    public void Nasty_keys_survive_the_beginning_and_the_end_of_an_upload_encoded_or_not() =>
        Gen.Select(NastyNames.Gen, Gen.Bool)
            .Sample(
                (key, encoded) =>
                {
                    var begun = new InitiateMultipartUploadResult
                    {
                        EncodingType = encoded ? "url" : null,
                        Bucket = "bucket",
                        Key = key,
                        UploadId = "0004B9894A22E5B1888A1E29F823",
                    };
                    Assert.Equal(begun, InitiateMultipartUploadResult.Read(Documents.Stream(begun)));
                    var completed = new CompleteMultipartUploadResult
                    {
                        EncodingType = encoded ? "url" : null,
                        Location = "http://bucket.localhost/a%20b",
                        Bucket = "bucket",
                        Key = key,
                        ETag = "\"B864DB6A936D376F9F8D3ED3BBE540\"",
                    };
                    Assert.Equal(completed, CompleteMultipartUploadResult.Read(Documents.Stream(completed)));
                }
            );

    [Fact]
    public void The_beginning_of_an_upload_is_written_as_the_service_writes_it() =>
        AssertWritten(
            "<InitiateMultipartUploadResult><EncodingType>url</EncodingType><Bucket>bucket</Bucket><Key>demo%2Fgp-%0C</Key><UploadId>0004B989</UploadId></InitiateMultipartUploadResult>",
            new InitiateMultipartUploadResult
            {
                EncodingType = "url",
                Bucket = "bucket",
                Key = "demo/gp-\f",
                UploadId = "0004B989",
            }
        );

    [Fact]
    public void The_end_of_an_upload_is_written_as_the_service_writes_it() =>
        AssertWritten(
            "<CompleteMultipartUploadResult><EncodingType>url</EncodingType><Location>http://bucket.localhost/a%20b</Location><Bucket>bucket</Bucket><Key>a%20b</Key><ETag>\"097DE458-2\"</ETag></CompleteMultipartUploadResult>",
            new CompleteMultipartUploadResult
            {
                EncodingType = "url",
                Location = "http://bucket.localhost/a%20b",
                Bucket = "bucket",
                Key = "a b",
                ETag = "097DE458-2",
            }
        );

    [Fact]
    public void A_copied_part_is_written_as_the_service_writes_it_and_survives()
    {
        var copied = new CopyPartResult(Time, "\"5B3C1A2E053D763E1B002CC607C5A0FE\"");
        AssertWritten(
            "<CopyPartResult><LastModified>2012-02-23T07:01:34.000Z</LastModified><ETag>\"5B3C1A2E053D763E1B002CC607C5A0FE\"</ETag></CopyPartResult>",
            copied
        );
        Assert.Equal(copied, CopyPartResult.Read(Documents.Stream(copied)));
    }

    [Fact]
    public void Parts_are_written_as_the_service_writes_them()
    {
        AssertWritten(
            "<ListPartsResult><EncodingType>url</EncodingType><Bucket>bucket</Bucket><Key>demo%2Fgp-%0C%0A%0B</Key><UploadId>D4E111D4</UploadId><StorageClass>Standard</StorageClass><PartNumberMarker>0</PartNumberMarker><NextPartNumberMarker>1</NextPartNumberMarker><MaxParts>1000</MaxParts><IsTruncated>false</IsTruncated><Part><PartNumber>1</PartNumber><LastModified>2012-02-23T07:01:34.000Z</LastModified><ETag>\"CF3F46D505093571E916FCDD4967\"</ETag><HashCrc64ecma>18446744073709551615</HashCrc64ecma><Size>96316</Size></Part></ListPartsResult>",
            new ListPartsResult
            {
                EncodingType = "url",
                Bucket = "bucket",
                Key = "demo/gp-\f\n\v",
                UploadId = "D4E111D4",
                StorageClass = "Standard",
                NextPartNumberMarker = 1,
                MaxParts = 1000,
                Parts = [Part(1)],
            }
        );
    }

    [Fact]
    public void Parts_survive_in_their_order()
    {
        var page = new ListPartsResult
        {
            Bucket = "bucket",
            Key = "a\u0001b",
            UploadId = "id",
            PartNumberMarker = 7,
            NextPartNumberMarker = 10_000,
            MaxParts = 2,
            IsTruncated = true,
            Parts = [Part(8), Part(10_000) with { HashCrc64ecma = null, Size = 5L << 30 }],
        };
        var read = ListPartsResult.Read(Documents.Stream(page));
        Assert.Equal(page.Parts, read.Parts);
        Assert.Equal(page with { Parts = read.Parts }, read);
    }

    [Fact]
    public void Parts_as_older_servers_list_them_are_read()
    {
        var page = ListPartsResult.Read(
            Documents.Stream(
                """
                <ListPartsResult xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
                  <Bucket>multipart_upload</Bucket>
                  <Key>multipart.data</Key>
                  <UploadId>0004B999EF5A239BB9138C6227D69F95</UploadId>
                  <PartNumberMarker></PartNumberMarker>
                  <NextPartNumberMarker>5</NextPartNumberMarker>
                  <MaxParts>1000</MaxParts>
                  <IsTruncated>false</IsTruncated>
                  <Part><PartNumber>1</PartNumber><ETag>"3349"</ETag><HashCrc64ecma></HashCrc64ecma><Size>6291456</Size></Part>
                  <Part><PartNumber>5</PartNumber><ETag>"7265"</ETag><Size>1024</Size></Part>
                </ListPartsResult>
                """
            )
        );
        Assert.Equal([1, 5], page.Parts.Select(part => part.PartNumber));
        Assert.All(page.Parts, part => Assert.Null(part.HashCrc64ecma));
        Assert.Equal((0, 5), (page.PartNumberMarker, page.NextPartNumberMarker));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("18446744073709551616")]
    [InlineData("0x1")]
    public void A_checksum_that_is_none_is_refused(string checksum) =>
        Assert.Throws<DocumentFormatException>(() =>
            ListPartsResult.Read(
                Documents.Stream(
                    $"<ListPartsResult><Part><HashCrc64ecma>{checksum}</HashCrc64ecma></Part></ListPartsResult>"
                )
            )
        );

    [Fact]
    public void Uploads_are_written_as_the_service_writes_them() =>
        AssertWritten(
            "<ListMultipartUploadsResult><EncodingType>url</EncodingType><Bucket>oss-example</Bucket><KeyMarker></KeyMarker><UploadIdMarker></UploadIdMarker><NextKeyMarker>a%20b</NextKeyMarker><NextUploadIdMarker>0214A876</NextUploadIdMarker><Delimiter>%2F</Delimiter><Prefix></Prefix><MaxUploads>1000</MaxUploads><IsTruncated>false</IsTruncated><Upload><Key>a%20b</Key><UploadId>0214A876</UploadId><StorageClass>Standard</StorageClass><Initiated>2012-02-23T07:01:34.000Z</Initiated></Upload><CommonPrefixes><Prefix>c%2F</Prefix></CommonPrefixes></ListMultipartUploadsResult>",
            new ListMultipartUploadsResult
            {
                EncodingType = "url",
                Bucket = "oss-example",
                NextKeyMarker = "a b",
                NextUploadIdMarker = "0214A876",
                Delimiter = "/",
                MaxUploads = 1000,
                Uploads =
                [
                    new UploadEntry
                    {
                        Key = "a b",
                        UploadId = "0214A876",
                        StorageClass = "Standard",
                        Initiated = Time,
                    },
                ],
                CommonPrefixes = ["c/"],
            }
        );

    [Fact]
    public void Nasty_names_survive_a_listing_of_uploads_encoded_or_not() =>
        Gen.Select(NastyNames.Gen.List[0, 5], NastyNames.Gen, NastyNames.Gen, Gen.Bool)
            .Sample(
                (keys, prefix, marker, encoded) =>
                {
                    var page = new ListMultipartUploadsResult
                    {
                        EncodingType = encoded ? "url" : null,
                        Bucket = "bucket",
                        KeyMarker = marker,
                        UploadIdMarker = "id1",
                        NextKeyMarker = prefix,
                        NextUploadIdMarker = "id2",
                        Delimiter = "+ ",
                        Prefix = prefix,
                        MaxUploads = 5,
                        IsTruncated = true,
                        Uploads =
                        [
                            .. keys.Select(key => new UploadEntry
                            {
                                Key = key,
                                UploadId = "id",
                                Initiated = Time,
                            }),
                        ],
                        CommonPrefixes = keys,
                    };
                    var read = ListMultipartUploadsResult.Read(Documents.Stream(page));
                    Assert.Equal(page.Uploads, read.Uploads);
                    Assert.Equal(page.CommonPrefixes, read.CommonPrefixes);
                    Assert.Equal(page with { Uploads = read.Uploads, CommonPrefixes = read.CommonPrefixes }, read);
                }
            );

    private static PartEntry Part(int number) =>
        new()
        {
            PartNumber = number,
            LastModified = Time,
            ETag = "\"CF3F46D505093571E916FCDD4967\"",
            HashCrc64ecma = ulong.MaxValue,
            Size = 96316,
        };

    private static void AssertWritten(string xml, IXmlDocument document) =>
        Assert.Equal(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}",
            Encoding.UTF8.GetString(XmlText.ToUtf8(document))
        );
}
