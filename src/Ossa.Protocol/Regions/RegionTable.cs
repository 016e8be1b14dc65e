namespace Ossa.Protocol.Regions;

/// <summary>
/// The regions of the object store. A region that is not in the table may still exist: the table tells people what there is and
/// refuses nothing. See https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints.
/// </summary>
public static class RegionTable
{
    /// <summary>What locations have before the region's id.</summary>
    public const string LocationPrefix = "oss-";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "cn-hangzhou",
        "cn-shanghai",
        "cn-qingdao",
        "cn-beijing",
        "cn-zhangjiakou",
        "cn-huhehaote",
        "cn-wulanchabu",
        "cn-shenzhen",
        "cn-heyuan",
        "cn-guangzhou",
        "cn-chengdu",
        "cn-wuhan-lr",
        "cn-nanjing",
        "cn-fuzhou",
        "cn-zhongwei",
        "cn-hongkong",
        "us-west-1",
        "us-east-1",
        "na-south-1",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "ap-south-1",
        "eu-central-1",
        "eu-west-1",
        "me-east-1",
        "me-central-1",
        "cn-hangzhou-finance",
        "cn-shanghai-finance-1",
        "cn-shenzhen-finance-1",
        "cn-beijing-finance-1",
        "cn-north-2-gov-1",
    };

    /// <summary>The ids as signatures have them, such as cn-hangzhou, in alphabetical order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Known.Order(StringComparer.Ordinal)];

    /// <summary>Whether the table has the region of this id.</summary>
    public static bool IsKnown(string id) => Known.Contains(id);

    /// <summary>The location as documents have it: <c>oss-cn-hangzhou</c>.</summary>
    public static string ToLocation(string id) => LocationPrefix + id;

    /// <summary>The id behind a location; an id is returned as it is, since older settings have either.</summary>
    public static string FromLocation(string location) =>
        location.StartsWith(LocationPrefix, StringComparison.Ordinal) ? location[LocationPrefix.Length..] : location;
}
