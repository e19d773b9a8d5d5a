"""Page objects: one class for each family of sites says what stands where on its pages.

They read bytes and do no I/O. A class is chosen by the source that declares it.
"""
