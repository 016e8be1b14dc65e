namespace Ossa.Settings;

/// <summary>One setting: its value, or null where nobody gave one, and where it came from.</summary>
/// <param name="Value">The value.</param>
/// <param name="Origin">The kind of place.</param>
/// <param name="Place">The place in words, such as the variable's name.</param>
internal sealed record Setting(string? Value, SettingOrigin Origin, string Place)
{
    public static Setting Absent { get; } = new(null, SettingOrigin.Absent, "not set");

    /// <summary>Whether somebody chose the value, in contrast to a default.</summary>
    public bool IsGiven => Origin is SettingOrigin.Flag or SettingOrigin.Environment or SettingOrigin.File;

    public static Setting Default(string? value) => new(value, SettingOrigin.Default, "default");
}
