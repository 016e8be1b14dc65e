using System.Text;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class BucketDocumentTests
{
    private static readonly DateTimeOffset Time = new(2013, 7, 31, 10, 56, 21, TimeSpan.Zero);

    [Fact]
    public void A_description_survives()
    {
        var info = new BucketInfo
        {
            Name = "oss-example",
            Location = "oss-cn-hangzhou",
            CreationDate = Time,
            ExtranetEndpoint = "http://127.0.0.1:9000",
            IntranetEndpoint = "http://127.0.0.1:9000",
            Acl = "public-read",
            DataRedundancyType = "LRS",
            Owner = new Owner("27183473914", "27183473914"),
            StorageClass = "Standard",
            Versioning = "Enabled",
            ResourceGroupId = "rg-aek27tc",
            SseAlgorithm = "AES256",
            AccessMonitor = true,
            BlockPublicAccess = true,
            CrossRegionReplication = true,
            TransferAcceleration = true,
            Comment = "a remark",
            LogBucket = "logs",
            LogPrefix = "of/example",
        };
        Assert.Equal(info, BucketInfo.Read(Documents.Stream(info)));
    }

    [Fact]
    public void A_description_by_the_service_is_read()
    {
        var info = BucketInfo.Read(
            Documents.Stream(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <BucketInfo>
                  <Bucket>
                    <AccessMonitor>Enabled</AccessMonitor>
                    <CreationDate>2013-07-31T10:56:21.000Z</CreationDate>
                    <ExtranetEndpoint>oss-cn-hangzhou.aliyuncs.com</ExtranetEndpoint>
                    <IntranetEndpoint>oss-cn-hangzhou-internal.aliyuncs.com</IntranetEndpoint>
                    <Location>oss-cn-hangzhou</Location>
                    <StorageClass>Standard</StorageClass>
                    <Name>oss-example</Name>
                    <Owner><DisplayName>username</DisplayName><ID>27183473914</ID></Owner>
                    <AccessControlList><Grant>private</Grant></AccessControlList>
                    <Comment>test</Comment>
                    <BucketPolicy><LogBucket></LogBucket><LogPrefix/></BucketPolicy>
                  </Bucket>
                </BucketInfo>
                """
            )
        );
        Assert.Equal(("oss-example", "private", Time), (info.Name, info.Acl, info.CreationDate));
        Assert.Equal(new Owner("27183473914", "username"), info.Owner);
    }

    [Fact]
    public void A_location_survives()
    {
        var location = new LocationConstraint("oss-cn-hangzhou");
        Assert.Equal(location, LocationConstraint.Read(Documents.Stream(location)));
        Assert.EndsWith(
            "<LocationConstraint>oss-cn-hangzhou</LocationConstraint>",
            Encoding.UTF8.GetString(XmlText.ToUtf8(location)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_new_bucket_s_configuration_survives_and_may_be_empty()
    {
        var configuration = new CreateBucketConfiguration { StorageClass = "IA", DataRedundancyType = "ZRS" };
        Assert.Equal(configuration, CreateBucketConfiguration.Read(Documents.Stream(configuration)));
        Assert.Equal(
            new CreateBucketConfiguration(),
            CreateBucketConfiguration.Read(Documents.Stream("<CreateBucketConfiguration/>"))
        );
    }

    [Fact]
    public void An_access_control_list_survives_with_and_without_owner()
    {
        var policy = new AccessControlPolicy(new Owner("1", "one"), "public-read-write");
        Assert.Equal(policy, AccessControlPolicy.Read(Documents.Stream(policy)));
        var bare = policy with { Owner = null };
        Assert.Equal(bare, AccessControlPolicy.Read(Documents.Stream(bare)));
    }

    [Fact]
    public void Cors_rules_survive()
    {
        var rules = new CorsConfiguration
        {
            Rules =
            [
                new CorsRuleDocument
                {
                    AllowedOrigins = ["http://www.a.com", "https://*.b.com"],
                    AllowedMethods = ["GET", "PUT"],
                    AllowedHeaders = ["*"],
                    ExposeHeaders = ["x-oss-test", "ETag"],
                    MaxAgeSeconds = 100,
                },
                new CorsRuleDocument { AllowedOrigins = ["*"], AllowedMethods = ["HEAD"] },
            ],
            ResponseVary = true,
        };
        var read = CorsConfiguration.Read(Documents.Stream(rules));
        Assert.True(read.ResponseVary);
        Assert.Equivalent(rules, read, strict: true);
    }

    [Fact]
    public void A_cors_rule_with_an_empty_age_has_none() =>
        Assert.Null(
            CorsConfiguration
                .Read(
                    Documents.Stream(
                        "<CORSConfiguration><CORSRule><MaxAgeSeconds></MaxAgeSeconds></CORSRule></CORSConfiguration>"
                    )
                )
                .Rules[0]
                .MaxAgeSeconds
        );

    [Fact]
    public void The_result_of_a_copy_survives_and_its_etag_is_quoted()
    {
        var read = CopyObjectResult.Read(
            Documents.Stream(new CopyObjectResult("F2064A169EE92E9775EE5324D0B1****", Time))
        );
        Assert.Equal(new CopyObjectResult("\"F2064A169EE92E9775EE5324D0B1****\"", Time), read);
    }
}
