namespace Ossa.Engine.Objects;

/// <summary>
/// The storage classes of the service. See https://www.alibabacloud.com/help/en/oss/user-guide/overview-53.
/// </summary>
public static class StorageClasses
{
    /// <summary>The class of objects that say nothing else.</summary>
    public const string Standard = "Standard";

    /// <summary>All classes, the standard one first.</summary>
    public static readonly IReadOnlyList<string> All = [Standard, "IA", "Archive", "ColdArchive", "DeepColdArchive"];
}
