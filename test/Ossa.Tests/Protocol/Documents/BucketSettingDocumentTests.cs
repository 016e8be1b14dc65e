using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class BucketSettingDocumentTests
{
    [Fact]
    public void Any_settings_survive() =>
        Gen.Select(NastyNames.Gen, Gen.Bool)
            .Sample(
                (text, flag) =>
                {
                    AssertSurvives(
                        new BucketResourceGroupConfiguration(text.Trim()),
                        BucketResourceGroupConfiguration.Read
                    );
                    AssertSurvives(
                        new ServerSideEncryptionRule(flag ? "KMS" : "AES256")
                        {
                            KmsMasterKeyId = text.Trim() is { Length: > 0 } key ? key : null,
                        },
                        ServerSideEncryptionRule.Read
                    );
                    AssertSurvives(new RequestPaymentConfiguration(text.Trim()), RequestPaymentConfiguration.Read);
                    AssertSurvives(new TransferAccelerationConfiguration(flag), TransferAccelerationConfiguration.Read);
                    AssertSurvives(new PublicAccessBlockConfiguration(flag), PublicAccessBlockConfiguration.Read);
                    AssertSurvives(new PolicyStatus(flag), PolicyStatus.Read);
                }
            );

    [Fact]
    public void Any_rules_for_referers_survive() =>
        Gen.Select(
                NastyNames.Gen.List[0, 4],
                NastyNames.Gen.List[0, 4],
                Gen.Bool,
                Gen.Bool.Nullable(),
                Gen.Bool.Nullable()
            )
            .Sample(
                (allowed, denied, empty, query, path) =>
                {
                    var rules = new RefererConfiguration
                    {
                        AllowEmptyReferer = empty,
                        AllowTruncateQueryString = query,
                        TruncatePath = path,
                        RefererList = [.. allowed.Where(text => text.Length > 0)],
                        RefererBlacklist = [.. denied.Where(text => text.Length > 0)],
                    };
                    var read = RefererConfiguration.Read(Documents.Stream(rules));
                    Assert.Equal(rules.RefererList, read.RefererList);
                    Assert.Equal(rules.RefererBlacklist, read.RefererBlacklist);
                    Assert.Equal(
                        (empty, query, path),
                        (read.AllowEmptyReferer, read.AllowTruncateQueryString, read.TruncatePath)
                    );
                }
            );

    [Fact]
    public void Any_logs_survive() =>
        Gen.Select(NastyNames.Gen, NastyNames.Gen.List[0, 4], Gen.Bool)
            .Sample(
                (text, names, enabled) =>
                {
                    var status = new LoggingEnabled
                    {
                        TargetBucket = enabled ? text : null,
                        TargetPrefix = text,
                        LoggingRole = enabled ? null : text,
                    };
                    AssertSurvives(new BucketLoggingStatus(enabled ? null : status), BucketLoggingStatus.Read);
                    AssertSurvives(new BucketLoggingStatus(status), BucketLoggingStatus.Read);
                    var fields = new UserDefinedLogFieldsConfiguration { Headers = names, Parameters = [text] };
                    var read = UserDefinedLogFieldsConfiguration.Read(Documents.Stream(fields));
                    Assert.Equal(fields.Headers, read.Headers);
                    Assert.Equal(fields.Parameters, read.Parameters);
                }
            );

    [Fact]
    public void Any_domains_survive() =>
        Gen.Select(NastyNames.Gen, Gen.Bool, Gen.Bool, Gen.Long[0, 4_000_000_000])
            .Sample(
                (text, certificate, wildcard, seconds) =>
                {
                    var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
                    AssertSurvives(
                        new BucketCnameConfiguration(text) { HasCertificate = certificate, IsWildcard = wildcard },
                        BucketCnameConfiguration.Read
                    );
                    AssertSurvives(new CnameToken(text, text, text, time), CnameToken.Read);
                    var list = new ListCnameResult
                    {
                        Bucket = text,
                        Owner = text,
                        Cnames = [new CnameEntry(text, time), new CnameEntry("b", time) { Status = "Disabled" }],
                    };
                    var read = ListCnameResult.Read(Documents.Stream(list));
                    Assert.Equal(list.Cnames, read.Cnames);
                    Assert.Equal((text, text), (read.Bucket, read.Owner));
                }
            );

    [Fact]
    public void Any_regions_survive() =>
        Gen.Select(NastyNames.Gen, NastyNames.Gen)
            .List[0, 4]
            .Sample(pairs =>
            {
                var list = new RegionInfoList([
                    .. pairs.Select(pair => new RegionInfo(pair.Item1, pair.Item2, pair.Item1, pair.Item2)),
                ]);
                Assert.Equal(list.Regions, RegionInfoList.Read(Documents.Stream(list)).Regions);
            });

    private static void AssertSurvives<T>(T document, Func<Stream, T> read)
        where T : IXmlDocument => Assert.Equal(document, read(Documents.Stream(document)));
}
