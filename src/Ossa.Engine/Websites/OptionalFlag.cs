namespace Ossa.Engine.Websites;

/// <summary>A flag that may not have been stated, as a number of a record: nothing, a stated no, a stated yes.</summary>
internal static class OptionalFlag
{
    public static ulong ToNumber(bool? flag) =>
        flag switch
        {
            null => 0,
            false => 1,
            true => 2,
        };

    public static bool? FromNumber(ulong number) => number == 0 ? null : number == 2;
}
