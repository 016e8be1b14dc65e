namespace Ossa.Settings;

/// <summary>Where a setting's value was found; a smaller number outranks a larger one.</summary>
internal enum SettingOrigin
{
    Flag,
    Environment,
    File,
    Derived,
    Default,
    Absent,
}
